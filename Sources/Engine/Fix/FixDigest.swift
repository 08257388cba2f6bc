package import ReadinessModel

/// Names one fix exactly: the same digest stands for the same files, as they were and as they become.
package enum FixDigest {
  /// The digest of what a report would write, in hexadecimal.
  ///
  /// It depends on the files alone, so that a preview of a tree that has changed since has another one.
  package static func of(_ report: FixReport) -> String {
    var texts = ["auditwright fix 1"]
    for file in report.files.sorted(by: { $0.path < $1.path }) {
      texts += [file.path, file.before == nil ? "new" : "changed", file.before ?? "", file.after]
    }
    return ContentDigest(of: texts).text
  }
}
