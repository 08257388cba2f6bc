import Collectors
import Foundation
import ReadinessModel
import Testing

@Suite("The walk lists what belongs to the repository, and nothing outside it")
struct RepositoryWalkerTests {
  private func paths(_ repository: ScratchRepository, excluding: [String] = []) throws -> [String] {
    try RepositoryWalker.walk(root: repository.root, excluding: excluding).files.map(\.path)
  }

  @Test("Files are listed by path, in order, with language and size")
  func listsFiles() throws {
    let repository = try ScratchRepository()
    try repository.write("src/b.ts", "let b = 1\n")
    try repository.write("a.md", "# A\n")
    let listing = try RepositoryWalker.walk(root: repository.root)
    #expect(listing.files.map(\.path) == ["a.md", "src/b.ts"])
    #expect(listing.files.map(\.language) == ["markdown", "typescript"])
    #expect(listing.files.map(\.size) == [4, 10])
    #expect(listing.skipped.isEmpty)
  }

  @Test("Ignore rules of every folder hold, later ones and deeper ones first")
  func followsIgnoreRules() throws {
    let repository = try ScratchRepository()
    try repository.write(
      ".gitignore",
      "*.log\n!keep.log\nbuild/\n/only-root.txt\nlogs/**/*.tmp\n# comment\n\\#odd\ntrailing   \n"
    )
    try repository.write("sub/.gitignore", "!special.log\nlocal.ts\n")
    for path in [
      "x.log", "keep.log", "build/out.js", "only-root.txt", "sub/only-root.txt", "#odd", "trailing",
      "logs/a/b/c.tmp", "logs/c.tmp", "sub/special.log", "sub/other.log", "sub/local.ts",
      "local.ts", "file/build",
    ] { try repository.write(path, "x") }
    #expect(
      try paths(repository) == [
        ".gitignore", "file/build", "keep.log", "local.ts", "sub/.gitignore",
        "sub/only-root.txt", "sub/special.log",
      ]
    )
  }

  @Test("Exclusions the user gave are left out")
  func followsExclusions() throws {
    let repository = try ScratchRepository()
    for path in ["legacy/a.ts", "src/a.ts", "src/a.spec.ts"] { try repository.write(path) }
    #expect(try paths(repository, excluding: ["legacy/", "*.spec.ts"]) == ["src/a.ts"])
  }

  @Test("Links are recorded and never followed, be they loops or ways out")
  func followsNoLinks() throws {
    let repository = try ScratchRepository()
    try repository.write("src/a.ts")
    try repository.link("src/loop", to: "..")
    try repository.link("passwd.ts", to: "/etc/passwd")
    try repository.link("outside", to: "/etc")
    try repository.link("dangling.md", to: "nowhere.md")
    let listing = try RepositoryWalker.walk(root: repository.root)
    #expect(listing.files.map(\.path) == ["src/a.ts"])
    #expect(listing.skipped.map(\.file) == ["dangling.md", "outside", "passwd.ts", "src/loop"])
    #expect(listing.skipped.first?.mattersFor == ["documents"])
    let reader = try RepositoryReader(root: repository.root)
    #expect(reader.bytes(of: "passwd.ts") == nil)
    #expect(reader.bytes(of: "outside/passwd") == nil)
    #expect(reader.bytes(of: "../" + PathText.name(of: repository.root) + "/src/a.ts") == nil)
  }

  @Test("A file of 100 MB in one line is recorded and not read")
  func recordsLargeFiles() throws {
    let repository = try ScratchRepository()
    try repository.writeSparse("huge.js", size: 100_000_000)
    try repository.writeSparse("huge.png", size: 100_000_000)
    let listing = try RepositoryWalker.walk(root: repository.root)
    #expect(listing.skipped.map(\.file) == ["huge.js"])
    #expect(listing.skipped.first?.mattersFor == ["routes", "data", "secrets"])
    let read = try RepositoryReader(root: repository.root).read(listing.files)
    #expect(read.files.isEmpty)
  }

  @Test("Installed dependencies and nested repositories are left out and named")
  func namesWhatItLeavesOut() throws {
    let repository = try ScratchRepository()
    try repository.write("node_modules/x/index.js")
    try repository.write("third/.git/HEAD", "ref: refs/heads/main\n")
    try repository.write("third/index.js")
    let listing = try RepositoryWalker.walk(root: repository.root)
    #expect(listing.files.isEmpty)
    #expect(listing.skipped.map(\.file) == ["node_modules", "third"])
  }

  @Test("Build output and vendored code are marked, a product's own vendor folder is not")
  func marksOrigins() throws {
    let repository = try ScratchRepository()
    for path in [
      "package.json", "dist/main.js", "vendor/lib.js", "src/vendor/routes.ts", "public/x.min.js",
    ] { try repository.write(path) }
    let files = try RepositoryWalker.walk(root: repository.root).files
    let origins = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.origin) })
    #expect(origins["dist/main.js"] == .generated)
    #expect(origins["vendor/lib.js"] == .vendored)
    #expect(origins["src/vendor/routes.ts"] == .authored)
    #expect(origins["public/x.min.js"] == .minified)
  }

  @Test("Names with invalid UTF-8 are recorded, odd but valid ones are listed")
  func toleratesOddNames() throws {
    let repository = try ScratchRepository()
    try repository.write("a\nb\u{1B}[31m.ts")
    let listing = try RepositoryWalker.walk(root: repository.root)
    #expect(listing.files.count == 1)
  }

  @Test("Limits on depth and number end the walk with a record")
  func keepsItsLimits() throws {
    let repository = try ScratchRepository()
    try repository.write(Array(repeating: "d", count: 30).joined(separator: "/") + "/a.ts")
    for number in 0..<20 { try repository.write("f/\(number).ts") }
    let deep = try RepositoryWalker.walk(root: repository.root, limits: WalkLimits(depth: 10))
    #expect(deep.files.count == 20)
    #expect(deep.skipped.first?.reason.contains("nested deeper") == true)
    let many = try RepositoryWalker.walk(root: repository.root, limits: WalkLimits(files: 5))
    #expect(many.files.count == 5)
    #expect(many.skipped.count == 1)
  }

  @Test("A root that cannot be opened is an error that says so")
  func failsOnMissingRoot() {
    #expect(throws: WalkFailure.unreadableRoot("/nowhere/at/all")) {
      try RepositoryWalker.walk(root: "/nowhere/at/all")
    }
  }

  @Test("The result of reading does not depend on the number of parts")
  func readsInOrder() throws {
    let repository = try ScratchRepository()
    for number in 0..<300 { try repository.write("d\(number % 7)/f\(number).ts", "\(number)") }
    try repository.write("binary.ts", Data([0x61, 0, 0x62]))
    try repository.write("image.png", Data([0x61, 0, 0x62]))
    let files = try RepositoryWalker.walk(root: repository.root).files
    let reader = try RepositoryReader(root: repository.root)
    let one = reader.read(files)
    let (parts, beyond) = reader.parts(of: files, count: 5)
    let many = parts.map { reader.read($0) }
    #expect(parts.count > 5)
    #expect(beyond.isEmpty)
    #expect(one.files.map(\.path) == many.flatMap(\.files).map(\.path))
    #expect(one.files.count == 300)
    #expect(one.skipped.map(\.file) == ["binary.ts"])
    #expect(one.skipped == many.flatMap(\.skipped))
  }
}

@Suite("What git knows is read without running git")
struct GitCheckoutTests {
  private let commit = String(repeating: "0123456789abcdef", count: 3).prefix(40)

  @Test("A loose reference, a packed one and a detached head give the commit")
  func readsHead() throws {
    let loose = try ScratchRepository()
    try loose.write(".git/HEAD", "ref: refs/heads/main\n")
    try loose.write(".git/refs/heads/main", commit + "\n")
    #expect(GitCheckout.head(root: loose.root) == String(commit))
    let packed = try ScratchRepository()
    try packed.write(".git/HEAD", "ref: refs/heads/main\n")
    try packed.write(".git/packed-refs", "# pack-refs\n\(commit) refs/heads/main\n")
    #expect(GitCheckout.head(root: packed.root) == String(commit))
    let detached = try ScratchRepository()
    try detached.write(".git/HEAD", commit + "\n")
    #expect(GitCheckout.head(root: detached.root) == String(commit))
  }

  @Test("A linked work tree points to the references of its main repository")
  func readsLinkedWorkTree() throws {
    let repository = try ScratchRepository()
    try repository.write("tree/.git", "gitdir: ../main/.git/worktrees/tree\n")
    try repository.write("main/.git/worktrees/tree/HEAD", "ref: refs/heads/topic\n")
    try repository.write("main/.git/worktrees/tree/commondir", "../..\n")
    try repository.write("main/.git/refs/heads/topic", commit + "\n")
    #expect(GitCheckout.head(root: repository.root + "/tree") == String(commit))
  }

  @Test(
    "Anything else gives none",
    arguments: [
      "", "ref: refs/heads/none\n", "ref: ../../secret\n", "ref: refs/../../../etc/passwd\n",
      "not a hash\n",
    ]
  )
  func refusesOddHeads(head: String) throws {
    let repository = try ScratchRepository()
    try repository.write(".git/HEAD", head)
    #expect(GitCheckout.head(root: repository.root) == nil)
  }

  @Test("A file that git tracks belongs to the repository even where a rule ignores it")
  func listsTrackedFilesThatAreIgnored() throws {
    let repository = try ScratchRepository()
    try repository.write(".gitignore", ".env\nsecret/\n")
    for path in [".env", "secret/a.ts", "secret/b.ts", "web/.env"] { try repository.write(path) }
    try repository.write(".git/index", Self.index(of: [".env", "secret/a.ts"]))
    let files = try RepositoryWalker.walk(root: repository.root).files
    #expect(files.map(\.path) == [".env", ".gitignore", "secret/a.ts"])
  }

  private static func index(of paths: [String]) -> Data {
    var bytes = Array("DIRC".utf8) + [0, 0, 0, 2, 0, 0, 0, UInt8(paths.count)]
    for path in paths {
      var entry = [UInt8](repeating: 0, count: 62) + Array(path.utf8)
      entry += [UInt8](repeating: 0, count: 8 - entry.count % 8)
      bytes += entry
    }
    return Data(bytes)
  }
}
