import ArgumentParser
import Engine

/// Writes a configuration to start from.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented auditwright.yml to start from.",
    discussion: """
      Example:
        auditwright init ../shop
      """
  )

  @Argument(help: "Folder of the repository.", completion: .directory)
  var path = "."

  func run() throws {
    let written = try InitialConfiguration.write(into: path)
    Terminal.write("Wrote \(written).\n")
  }
}
