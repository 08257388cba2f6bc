import Foundation

/// Drives the ledger hard, for the scripts that kill it, damage it and measure it.
///
/// Nothing here is part of the product.
@main
enum Exercise {
  static func main() {
    // A limit on the size of files is an error to report, not a reason to die in the middle.
    signal(SIGXFSZ, SIG_IGN)
    do {
      let arguments = CommandLine.arguments.dropFirst()
      switch (arguments.first, Array(arguments.dropFirst())) {
      case ("append", let rest) where rest.count == 2:
        try Appending.run(folder: rest[0], writer: rest[1])
      case ("check", let rest) where rest.count == 1:
        try Checking.run(folder: rest[0])
      case ("flip", let rest) where rest.count == 3:
        try Flipping.run(folder: rest[0], count: Int(rest[1]) ?? 0, seed: UInt64(rest[2]) ?? 0)
      case ("bench", let rest) where rest.count == 2:
        try Measuring.run(folder: rest[0], records: Int(rest[1]) ?? 0)
      default:
        throw Usage()
      }
    } catch {
      FileHandle.standardError.write(Data("exercise: \(error)\n".utf8))
      exit(1)
    }
  }

  private struct Usage: Error, CustomStringConvertible {
    var description: String {
      "append FOLDER WRITER | check FOLDER | flip FOLDER COUNT SEED | bench FOLDER RECORDS"
    }
  }

  /// Writes a line at once, so that nothing of it is lost when the process is killed.
  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
