import Foundation

/// Writes the files that are derived from other files of this project.
@main
enum Generate {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.isEmpty || arguments == ["--check"] else {
      fail("usage: swift run generate [--check]", status: 2)
    }
    let root = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    do {
      let stale = try GeneratedFiles(root: root).stale()
      if arguments.isEmpty {
        for file in stale { try file.write() }
        print(stale.isEmpty ? "Generated files are fresh." : "Wrote \(stale.count) files.")
      } else if !stale.isEmpty {
        fail(GeneratedFiles.complaint(about: stale), status: 1)
      }
    } catch {
      fail("\(error)", status: 1)
    }
  }

  private static func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(status)
  }
}
