/// Takes away what stands before the real command: `sudo`, `npx`, `timeout 60`, `docker run …`.
enum CommandUnwrapper {
  private static let deepest = 8

  /// Finds the commands that a command really runs; several for runners of several.
  static func unwrap(_ words: [String]) -> [[String]] {
    var open = [(words, 0)]
    var found: [[String]] = []
    while let (next, depth) = open.popLast() {
      guard !next.isEmpty, found.count < 50 else { continue }
      if depth < deepest, let inner = inner(of: next) {
        open.append(contentsOf: inner.reversed().map { ($0, depth + 1) })
      } else {
        found.append([program(next[0])] + next.dropFirst())
      }
    }
    return found
  }

  /// The plain name of a program: no folder, no version, no extension of a script runtime.
  static func program(_ word: String) -> String {
    if let known = scopedPrograms[withoutVersion(word)] { return known }
    var name = withoutVersion(word)
    if let slash = name.lastIndex(of: "/") { name = String(name[name.index(after: slash)...]) }
    for suffix in [".cmd", ".exe", ".js", ".mjs", ".cjs"] where name.hasSuffix(suffix) {
      name = String(name.dropLast(suffix.count))
    }
    return name
  }

  private static let scopedPrograms = [
    "@biomejs/biome": "biome", "@angular/cli": "ng", "@nestjs/cli": "nest", "@vue/cli": "vue",
    "@mikro-orm/cli": "mikro-orm", "@stoplight/spectral-cli": "spectral",
    "@sentry/cli": "sentry-cli",
    "@datadog/datadog-ci": "datadog-ci", "@commitlint/cli": "commitlint",
    "@stryker-mutator/core": "stryker", "@manypkg/cli": "manypkg", "@pulumi/pulumi": "pulumi",
    "@cloudflare/wrangler": "wrangler", "@railway/cli": "railway", "@playwright/test": "playwright",
    "@wdio/cli": "wdio", "@microsoft/eslint": "eslint", "@cyclonedx/cyclonedx-npm": "cyclonedx-npm",
  ]

  private static func withoutVersion(_ word: String) -> String {
    guard let at = word.lastIndex(of: "@"), at != word.startIndex else { return word }
    return String(word[..<at])
  }

  private static func inner(of words: [String]) -> [[String]]? {
    let rest = Array(words.dropFirst())
    switch program(words[0]) {
    case "sudo", "time", "nohup", "exec", "command", "builtin", "nice", "ionice", "xvfb-run",
      "stdbuf", "unbuffer", "catchsegv", "doas":
      return [afterOptions(rest, withValue: ["-n", "-u", "-c", "-s", "-a"])]
    case "env", "cross-env", "cross-env-shell":
      return [Array(afterOptions(rest, withValue: ["-u"]).drop { $0.contains("=") })]
    case "timeout", "retry", "flock", "chronic":
      let command = afterOptions(rest, withValue: ["-s", "-k", "-t", "-d", "--max-tries"])
      let isTimed = command.first?.first?.isNumber == true
      return [isTimed ? Array(command.dropFirst()) : command]
    case "npx", "bunx", "pnpx", "uvx":
      return [afterOptions(rest, withValue: ["-p", "--package", "-w", "--from", "--with", "-c"])]
    case "dotenv", "dotenvx", "doppler", "infisical", "op", "aws-vault", "chamber", "direnv",
      "teller", "vault", "envcmd", "env-cmd", "with-env":
      return afterDashes(rest).map { [$0] }
    case "nyc", "c8", "nx-cloud": return [afterOptions(rest, withValue: ["-r", "--reporter"])]
    case "xargs": return [afterOptions(rest, withValue: ["-n", "-I", "-P", "-L", "-d"])]
    case "python", "python3", "py": return moduleCommand(rest).map { [$0] }
    case "uv", "poetry", "pipenv", "pipx", "hatch", "rye", "pdm":
      return rest.first == "run"
        ? [afterOptions(Array(rest.dropFirst()), withValue: ["--with"])] : nil
    case "bundle": return rest.first == "exec" ? [Array(rest.dropFirst())] : nil
    case "go": return goModule(rest).map { [$0] }
    case "concurrently":
      return rest.filter { !$0.hasPrefix("-") && $0.contains(" ") }
        .map { $0.split(separator: " ").map(String.init) }
    case "docker", "podman": return container(rest).map { [$0] }
    case "docker-compose": return composeCommand(rest).map { [$0] }
    default: return packageRunner(words)
    }
  }

  /// `npm exec`, `pnpm dlx`, `yarn exec` and their like; scripts are expanded elsewhere.
  private static func packageRunner(_ words: [String]) -> [[String]]? {
    let name = program(words[0])
    guard ["npm", "pnpm", "yarn", "bun"].contains(name) else { return nil }
    let rest = afterOptions(
      Array(words.dropFirst()),
      withValue: ["--prefix", "-C", "--dir", "--filter", "-F", "-w", "--workspace", "--cwd"]
    )
    guard let verb = rest.first, ["exec", "dlx", "x"].contains(verb) else { return nil }
    let command = afterOptions(Array(rest.dropFirst()), withValue: ["-p", "--package", "-c"])
    return command.isEmpty ? nil : [command]
  }

  /// `go run example.org/tool/v2@v2.1.0 …`: a program of somebody else's, named by its module.
  private static func goModule(_ rest: [String]) -> [String]? {
    guard rest.first == "run", let module = rest.dropFirst().first(where: { !$0.hasPrefix("-") }),
      let at = module.lastIndex(of: "@"), let index = rest.firstIndex(of: module)
    else { return nil }
    let path = module[..<at].split(separator: "/").filter { part in
      part.first != "v" || part.count < 2 || !part.dropFirst().allSatisfy(\.isNumber)
    }
    guard let name = path.last else { return nil }
    return [String(name)] + rest[(index + 1)...]
  }

  private static func moduleCommand(_ rest: [String]) -> [String]? {
    guard let flag = rest.firstIndex(of: "-m"), flag + 1 < rest.count else {
      guard let script = rest.first(where: { !$0.hasPrefix("-") }) else { return nil }
      guard program(script) == "manage.py", let index = rest.firstIndex(of: script) else {
        return nil
      }
      return Array(rest[index...])
    }
    return Array(rest[(flag + 1)...])
  }

  /// `docker run … image command`: the image stands for the program where the command does not.
  private static func container(_ rest: [String]) -> [String]? {
    switch rest.first {
    case "run":
      let words = afterOptions(Array(rest.dropFirst()), withValue: containerOptions)
      guard let image = words.first else { return nil }
      let arguments = Array(words.dropFirst())
      let name = program(image.split(separator: ":").first.map(String.init) ?? image)
      if let entry = entryPoint(rest) { return [entry] + arguments }
      if let first = arguments.first, program(first) == name { return arguments }
      let isShell = ["sh", "bash", "npm", "npx", "pnpm", "yarn", "node", "python", "python3"]
        .contains(arguments.first ?? "")
      return isShell ? arguments : [imageProgram(name)] + arguments
    case "exec":
      return Array(afterOptions(Array(rest.dropFirst()), withValue: containerOptions).dropFirst())
    case "compose": return composeCommand(Array(rest.dropFirst()))
    default: return nil
    }
  }

  private static func imageProgram(_ name: String) -> String {
    switch name {
    case "semgrep-agent", "semgrep": "semgrep"
    case "sonar-scanner-cli": "sonar-scanner"
    case "bearer", "bearer-cli": "bearer"
    default: name
    }
  }

  private static func entryPoint(_ words: [String]) -> String? {
    ToolRule.values(of: "--entrypoint", in: words).first.map { program($0) }
  }

  private static let containerOptions = [
    "-v", "--volume", "-e", "--env", "-w", "--workdir", "-u", "--user", "--name", "--network",
    "--net", "-p", "--publish", "--env-file", "--entrypoint", "--platform", "-m", "--memory",
    "--mount", "--add-host", "-h", "--hostname", "--ulimit", "--cpus", "--label", "-l", "--pull",
  ]

  private static func composeCommand(_ rest: [String]) -> [String]? {
    let words = afterOptions(
      rest,
      withValue: ["-f", "--file", "-p", "--project-name", "--profile", "--env-file"]
    )
    guard let verb = words.first, verb == "run" || verb == "exec" else { return nil }
    let command = afterOptions(Array(words.dropFirst()), withValue: containerOptions)
    return command.count > 1 ? Array(command.dropFirst()) : nil
  }

  private static func afterOptions(_ words: [String], withValue: [String]) -> [String] {
    var index = 0
    while index < words.count, words[index].hasPrefix("-") {
      if words[index] == "--" { return Array(words[(index + 1)...]) }
      index += withValue.contains(words[index]) ? 2 : 1
    }
    return index < words.count ? Array(words[index...]) : []
  }

  private static func afterDashes(_ words: [String]) -> [String]? {
    if let dashes = words.firstIndex(of: "--") { return Array(words[(dashes + 1)...]) }
    let rest = afterOptions(words, withValue: ["-e", "-f", "-c", "-p", "--env-file"])
    return rest.count > 1 && rest[0] == "run" ? Array(rest.dropFirst()) : rest
  }
}
