import Collectors
import Fixers
import Foundation
import ReadinessModel
import Reports

/// Puts a model's edits where they belong, in memory, or says why not.
struct EditPlacement {
  /// What the model was shown.
  let excerpt: GapExcerpt
  /// The repository.
  let intake: RepositoryIntake
  /// Its facts.
  let facts: RepositoryFacts

  /// The content of the files that the edits touch.
  func place(_ proposal: ProposedEdits) throws -> [String: [UInt8]] {
    try proposal.check()
    let edits = try proposal.edits.map(sourceEdit)
    let contents = Dictionary(
      intake.files.files.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { first, _ in first }
    )
    let files = ProjectFiles(contents, otherPaths: intake.files.paths)
    let changed: [String: [UInt8]]
    do {
      changed = try EditApplication.apply(edits, to: files)
    } catch {
      throw ProposedEdits.unusable("\(error)")
    }
    let overlay = changed.filter { contents[$0.key] != $0.value }
    guard !overlay.isEmpty else {
      throw ProposedEdits.unusable("its edits change nothing")
    }
    let project = FixProject(facts: facts, files: files)
    for (path, bytes) in overlay.sorted(by: { $0.key < $1.key }) {
      try CodePowers.check(path, before: contents[path], after: bytes, in: project)
    }
    return overlay
  }

  private func sourceEdit(_ edit: ProposedEdits.Edit) throws(EngineFailure) -> SourceEdit {
    let path = edit.file
    if let objection = ProposablePath.objection(to: path) { throw refuse(path, objection) }
    guard !Redactor.marks.contains(where: { edit.old.contains($0) || edit.new.contains($0) }) else {
      throw refuse(path, "it touches a place that was taken out before it was sent")
    }
    let isHidden = { (scalar: Unicode.Scalar) in
      SafeText.isUnsafe(scalar) && !["\n", "\t", "\r"].contains(scalar)
    }
    guard !edit.new.unicodeScalars.contains(where: isHidden) else {
      throw refuse(path, "it writes characters that do not print")
    }
    if edit.old.isEmpty { return try creation(edit) }
    guard let shown = excerpt.shown[path] else {
      throw refuse(
        path,
        intake.files.paths.contains(path) ? "it was not shown to the model" : "it is not there"
      )
    }
    let bytes = shown.file.bytes
    let hasCRLF = bytes.firstRange(of: [0x0D, 0x0A]) != nil
    let old = Array(lineBreaks(of: edit.old, hasCRLF).utf8)
    guard let range = bytes.firstRange(of: old) else {
      throw refuse(path, "the text it replaces is not there, as it writes it")
    }
    guard bytes[(range.lowerBound + 1)...].firstRange(of: old) == nil else {
      throw refuse(path, "the text it replaces is there more than once")
    }
    guard !shown.source.spans.contains(where: { $0.overlaps(range) }) else {
      throw refuse(path, "it touches a place that was taken out before it was sent")
    }
    return .replace(path: path, range: range, text: lineBreaks(of: edit.new, hasCRLF))
  }

  /// A new file, beside code that is there.
  private func creation(_ edit: ProposedEdits.Edit) throws(EngineFailure) -> SourceEdit {
    guard !intake.files.paths.contains(edit.file) else {
      throw refuse(edit.file, "it is there already, and the edit says nothing of what it replaces")
    }
    let folder = PathText.folder(of: edit.file)
    guard intake.files.files.contains(where: { $0.folder == folder }) else {
      throw refuse(edit.file, "there is no code in its folder")
    }
    return .create(path: edit.file, text: edit.new)
  }

  private func lineBreaks(of text: String, _ hasCRLF: Bool) -> String {
    let plain = text.replacing("\r\n", with: "\n")
    return hasCRLF ? plain.replacing("\n", with: "\r\n") : plain
  }

  private func refuse(_ path: String, _ reason: String) -> EngineFailure {
    ProposedEdits.unusable("\(path): \(reason)")
  }
}
