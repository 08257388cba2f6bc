import Foundation
import TestSupport
import Testing

/// Where output goes when that is no plain file, or has no room.
@Suite("Output is written whole, or its loss is told")
struct OutputTests {
  private func shell(_ script: String, in folder: TemporaryFolder) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script, "sh", Program.url.path(percentEncoded: false)]
    process.currentDirectoryURL = folder.url
    try folder.write("", to: "errors")
    process.standardError = try FileHandle(forWritingTo: folder.url.appending(path: "errors"))
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try folder.read("errors"))
  }

  @Test("A full disk under standard output ends with 2 and a reason", .enabled(if: hasFull))
  func full() throws {
    let folder = try TemporaryFolder()
    let (code, errors) = try shell("\"$1\" explain SEC-1 > /dev/full", in: folder)
    #expect(code == 2)
    #expect(errors.contains("cannot write the output: no space left on device"))
  }

  @Test("A closed standard output ends with 2 and a reason")
  func closed() throws {
    let folder = try TemporaryFolder()
    let (code, errors) = try shell("\"$1\" explain SEC-1 >&-", in: folder)
    #expect(code == 2 && errors.contains("cannot write the output"))
  }

  @Test("A pipe given as --output is written to, and stays a pipe")
  func pipe() throws {
    let folder = try TemporaryFolder(["code/a.js": "console.log(1)\n"])
    let script =
      "mkfifo pipe && { cat pipe > got & \"$1\" scan code --quiet --output pipe; wait; test -p pipe; }"
    #expect(try shell(script, in: folder).0 == 0)
    #expect(try folder.read("got").contains("SEC-1"))
  }

  @Test("A place that is not there is told in the words of the system")
  func missing() throws {
    let folder = try TemporaryFolder(["code/a.js": "console.log(1)\n"])
    let (code, errors) = try shell("\"$1\" scan code -q -o missing/scan.txt", in: folder)
    #expect(code == 2)
    #expect(errors.contains("cannot write missing/scan.txt: there is no such file or folder"))
  }

  @Test("A folder given where fix takes names is told the option it belongs to")
  func folderForFix() throws {
    let folder = try TemporaryFolder(["code/a.js": "console.log(1)\n"])
    let (code, errors) = try shell("\"$1\" fix ./code", in: folder)
    #expect(code == 2)
    #expect(errors.contains("--in ./code"))
  }

  private static let hasFull = FileManager.default.fileExists(atPath: "/dev/full")
}
