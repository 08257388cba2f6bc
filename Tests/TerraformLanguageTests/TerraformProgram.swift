import Foundation

/// The real Terraform, where it and the AWS provider are at hand without a network.
struct TerraformProgram {
  private let executable: URL
  private let plugins: URL

  /// Looks for the program on the search path, and for the provider in a folder of plug-ins.
  ///
  /// The folder is named by `AUDITWRIGHT_TF_PLUGINS`, or is one Terraform itself looks in.
  init?() {
    let environment = ProcessInfo.processInfo.environment
    let paths = (environment["PATH"] ?? "").split(separator: ":").map {
      URL(filePath: String($0)).appending(path: "terraform")
    }
    guard
      let executable = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { return nil }
    let home = environment["HOME"] ?? ""
    let folders =
      [environment["AUDITWRIGHT_TF_PLUGINS"]].compactMap(\.self) + [
        "\(home)/.terraform.d/plugins", "\(home)/.local/share/terraform/plugins",
        "/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins",
      ]
    guard
      let plugins = folders.first(where: {
        FileManager.default.fileExists(atPath: "\($0)/registry.terraform.io/hashicorp/aws")
      })
    else { return nil }
    self.executable = executable
    self.plugins = URL(filePath: plugins)
  }

  /// Plans a configuration in a copy of its folder.
  func plan(_ configuration: TerraformConfiguration) throws -> [String: Any] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "terraform-\(configuration.name)-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: configuration.location, to: folder)
    let settings = folder.appending(path: "mirror.tfrc")
    try Data(
      """
      provider_installation {
        filesystem_mirror { path = "\(plugins.path)" }
      }
      """.utf8
    ).write(to: settings)
    _ = try run(["init", "-input=false", "-no-color"], in: folder, settings)
    let plan = ["plan", "-refresh=false", "-input=false", "-no-color", "-out=plan.binary"]
    _ = try run(plan, in: folder, settings)
    let shown = try run(["show", "-json", "plan.binary"], in: folder, settings)
    guard let object = try JSONSerialization.jsonObject(with: shown) as? [String: Any] else {
      throw Failure(message: "the plan is not JSON")
    }
    return object
  }

  /// Why Terraform gave no plan.
  struct Failure: Error, CustomStringConvertible {
    var message: String

    var description: String { message }
  }

  private func run(_ arguments: [String], in folder: URL, _ settings: URL) throws -> Data {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.path,
      "TF_CLI_CONFIG_FILE": settings.path, "CHECKPOINT_DISABLE": "1",
      "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none",
      "AWS_EC2_METADATA_DISABLED": "true",
    ]
    // Both streams go to files: a pipe that nobody empties would stop a long plan.
    let output = folder.appending(path: "output.log")
    let errors = folder.appending(path: "errors.log")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
      throw Failure(message: "terraform \(arguments[0]): \(text.suffix(2_000))")
    }
    return try Data(contentsOf: output)
  }
}
