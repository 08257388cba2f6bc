locals {
  name  = "acme"
  empty = ""
  ports = [80, 443]
  users = { ann = "admin", bob = "viewer" }
}

output "escapes" {
  value = "tab\there \"quoted\" back\\slash \u00e9 \U0001F600 $${not} %%{not} 100% $ {x}"
}

output "interpolation" {
  value = "${local.name}-${upper("x")}-${1 + 1}-${true}-${join(",", local.ports)}"
}

output "wrapped_keeps_type" {
  value = "${local.ports}"
}

output "strip_markers" {
  value = "a ${~ local.name ~} b|%{~ if local.name == "acme" ~}  yes  %{~ else ~}  no  %{~ endif ~}|"
}

output "loop" {
  value = "%{ for name, role in local.users }${name}=${role};%{ endfor }"
}

output "nested_directives" {
  value = "%{ for p in local.ports }%{ if p > 100 }high %{ else }low %{ endif }${p} %{ endfor }"
}

output "plain_heredoc" {
  value = <<EOT
first ${local.name}
  second "quoted" \n not an escape
EOT
}

output "indented_heredoc" {
  value = <<-EOT
    server {
      listen ${local.ports[1]};

        deeper
    }
  EOT
}

output "heredoc_with_directives" {
  value = <<-EOT
    %{ for port in local.ports ~}
    listen ${port};
    %{ endfor ~}
    %{ if local.empty == "" }
    nothing
    %{ endif }
    done
  EOT
}

output "heredoc_in_call" {
  value = trimspace(<<-EOT
    spaced
  EOT
  )
}

output "interpolation_first_on_line" {
  value = <<-EOT
      ${local.name}
      indented
    EOT
}

output "json_heredoc" {
  value = jsondecode(<<-EOT
    { "a": [1, 2, { "b": "${local.name}" }], "c": null, "d": "\u00e9" }
  EOT
  )
}
