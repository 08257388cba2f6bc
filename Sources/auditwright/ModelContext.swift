import AgentServer
import ArgumentParser
import Engine
import Foundation

/// Serves agents.
struct ModelContext: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Let an agent measure and propose, over the Model Context Protocol.",
    discussion: """
      Speaks the protocol on standard input and output, in its revisions 2026-07-28, 2025-11-25 and \
      2025-06-18, and ends when its input does. It reads and writes nothing outside of the folder, asks \
      no network, writes only what a person agreed to, and signs nothing.

      Examples:
        auditwright mcp                  for the folder an agent works in
        auditwright mcp ../shop --read-only
      """
  )

  @Argument(help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Flag(name: .customLong("read-only"), help: "Offer no tool that writes.")
  var isReadOnly = false

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let root = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    let options = AgentOptions(root: root, isReadOnly: isReadOnly, context: .current())
    let connection = try AgentConnection(options: options) { Terminal.write(Data($0 + [0x0A])) }
    LineReader.read(STDIN_FILENO) { connection.receive($0) }
    connection.close()
  }
}
