output "case" { value = [lower("ABC"), upper("abc"), title("hello big world")] }
output "trim" { value = [trim("?!hi?!", "!?"), trimspace("  x \n"), trimprefix("abc", "a"), trimsuffix("abc", "c"), chomp("line\n\n")] }
output "parts" { value = [substr("hello", 1, 3), substr("hello", -3, -1), strrev("abc"), split(",", "a,b,,c"), join("-", ["a", "b"], ["c"])] }
output "tests" { value = [startswith("abc", "ab"), endswith("abc", "bc"), strcontains("abc", "b"), startswith("abc", "x")] }
output "replace" { value = [replace("a.b.c", ".", "-"), replace("a1b22", "/[0-9]+/", "#"), replace("first last", "/(\\w+) (\\w+)/", "$2 $1"), replace("x", "", "-")] }
output "regex" { value = [regex("[a-z]+", "12abc34"), regex("(\\d+)-(\\d+)", "10-20"), regex("(?P<major>\\d+)\\.(?P<minor>\\d+)", "v1.22"), regexall("[a-c]", "abcabc"), length(regexall("x", "abc")) > 0] }
output "regex_flags" { value = [regex("(?i)HELLO", "say hello"), regex("^a.*?b", "aXbXb"), regexall("(?m)^x$", "x\ny\nx"), regex("[[:alpha:]]+", "1ab2"), regex("a{2,3}", "aaaa"), regex("\\bfoo\\b", "a foo b")] }
output "format" { value = [format("%s-%03d", "x", 7), format("%5.2f|%-6s|%6s", 3.14159, "ab", "cd"), format("%t %v %v", true, [1, "a"], { a = 1 }), format("%%%x%X%b%o", 255, 255, 5, 8), format("%q", "a\"b"), format("%+d", 5), format("%[2]s %[1]s", "a", "b")] }
output "formatlist" { value = [formatlist("%s!", ["a", "b"]), formatlist("%s-%s", "x", ["a", "b"])] }
output "indent" { value = indent(2, "a\nb\nc") }
output "conversions" { value = [tostring(1), tostring(true), tonumber("1.5"), tobool("true"), parseint("ff", 16), parseint("-101", 2)] }
output "try_and_can" {
  value = [
    try(local.object.missing, "fallback"),
    try(local.object.present, "fallback"),
    can(local.object.missing),
    can(tonumber("abc")),
    try(tonumber("abc"), tonumber("12")),
    can(regex("^[a-z]+$", "abc")),
  ]
}
locals {
  object = { present = "here" }
}
