import Foundation

/// Output kept as a readable file, which tests compare with what is rendered now.
///
/// `UPDATE_SNAPSHOTS=1` accepts what is rendered.
package enum Snapshot {
  /// Says how a text differs from its snapshot beside the test; nil when it does not.
  package static func difference(
    of text: String,
    from name: String,
    beside test: String = #filePath
  ) throws -> String? {
    let file = URL(filePath: test).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
      return nil
    }
    guard let data = try? Data(contentsOf: file) else {
      return "there is no snapshot \(name); UPDATE_SNAPSHOTS=1 writes it"
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard expected != text else { return nil }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    let was = line < old.count ? old[line] : "(nothing)"
    let now = line < new.count ? new[line] : "(nothing)"
    return "\(name) differs at line \(line + 1)\n  was: \(was)\n  now: \(now)"
  }
}
