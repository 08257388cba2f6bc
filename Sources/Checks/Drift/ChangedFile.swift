package import ReadinessModel

/// One file that a change adds, removes, edits or moves.
package struct ChangedFile: Hashable, Sendable {
  /// Where it was, nil for a new file.
  package var oldPath: String?
  /// Where it is, nil for a file that is gone.
  package var newPath: String?
  /// Its lines before.
  package var oldLines: [String]
  /// Its lines after.
  package var newLines: [String]
  /// The runs of lines that differ.
  package var hunks: [LineDifference.Hunk]

  /// Creates a value from the texts of both sides.
  package init(oldPath: String?, newPath: String?, old: String, new: String) {
    self.oldPath = oldPath
    self.newPath = newPath
    oldLines = Self.lines(of: old)
    newLines = Self.lines(of: new)
    hunks = LineDifference.hunks(from: oldLines, to: newLines)
  }

  /// Whether the file stands elsewhere than before.
  package var isMoved: Bool { oldPath != nil && newPath != nil && oldPath != newPath }

  /// The lines of a text, without their breaks, of whichever kind they are.
  package static func lines(of text: String) -> [String] {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The run that takes an old line away, counted from 0.
  func hunk(old line: Int) -> Int? { hunks.firstIndex { $0.old.contains(line) } }

  /// The run that brings a new line, counted from 0.
  func hunk(new line: Int) -> Int? { hunks.firstIndex { $0.new.contains(line) } }
}

/// What a change does to the files of a repository.
package struct ChangeMap: Sendable {
  /// The files it touches, sorted by path.
  package let files: [ChangedFile]
  private let byOld: [String: Int]
  private let byNew: [String: Int]

  /// Creates a map of a change.
  package init(_ files: [ChangedFile]) {
    self.files = files
    byOld = Dictionary(
      files.enumerated().compactMap { index, file in file.oldPath.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first }
    )
    byNew = Dictionary(
      files.enumerated().compactMap { index, file in file.newPath.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// One run of changed lines.
  package struct Place: Hashable, Sendable, Comparable {
    /// Index of the file.
    package var file: Int
    /// Index of the run in the file; nil where the file was only moved.
    package var hunk: Int?

    /// Creates a place; without a run it is the whole file.
    package init(file: Int, hunk: Int? = nil) {
      self.file = file
      self.hunk = hunk
    }

    /// Orders places as the change lists them.
    package static func < (left: Self, right: Self) -> Bool {
      (left.file, left.hunk ?? -1) < (right.file, right.hunk ?? -1)
    }
  }

  /// Whether the change touches a file of the side it leads to.
  package func touches(new path: String) -> Bool { byNew[path] != nil }

  /// The file of the side it leads to, nil when the change does not touch it.
  package func file(new path: String) -> ChangedFile? { byNew[path].map { files[$0] } }

  /// Where a file of the old side is now; nil when it is gone.
  package func path(ofOld path: String) -> String? {
    byOld[path].map { files[$0].newPath } ?? path
  }

  /// Where an old line is now, nil when it is gone.
  package func location(ofOld place: SourceLocation) -> SourceLocation? {
    guard let index = byOld[place.file] else { return place }
    let file = files[index]
    guard let path = file.newPath else { return nil }
    let line = place.line - 1
    var shift = 0
    for hunk in file.hunks {
      if hunk.old.upperBound <= line {
        shift = hunk.new.upperBound - hunk.old.upperBound
      } else if hunk.old.contains(line) {
        return nil
      } else {
        break
      }
    }
    return SourceLocation(file: path, line: line + shift + 1, column: place.column)
  }

  /// Where an old line is now; where it was replaced, the line at its place among the new ones.
  package func nearest(ofOld place: SourceLocation) -> SourceLocation? {
    if let location = location(ofOld: place) { return location }
    guard let index = byOld[place.file], let path = files[index].newPath,
      let number = files[index].hunk(old: place.line - 1)
    else { return nil }
    let hunk = files[index].hunks[number]
    guard !hunk.new.isEmpty else { return nil }
    let offset = place.line - 1 - hunk.old.lowerBound
    let line = min(hunk.new.lowerBound + offset, hunk.new.upperBound - 1)
    return SourceLocation(file: path, line: line + 1)
  }

  /// The runs that take lines of an old place away.
  package func places(removing place: SourceLocation) -> [Place] {
    guard let index = byOld[place.file] else { return [] }
    let lines = (place.line - 1)...max(place.line - 1, (place.endLine ?? place.line) - 1)
    return files[index].hunks.indices
      .filter { files[index].hunks[$0].old.overlaps(lines) }
      .map { Place(file: index, hunk: $0) }
  }

  /// The runs that bring lines of a new place.
  package func places(adding place: SourceLocation) -> [Place] {
    guard let index = byNew[place.file] else { return [] }
    let lines = (place.line - 1)...max(place.line - 1, (place.endLine ?? place.line) - 1)
    return files[index].hunks.indices
      .filter { files[index].hunks[$0].new.overlaps(lines) }
      .map { Place(file: index, hunk: $0) }
  }
}
