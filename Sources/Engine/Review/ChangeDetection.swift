import Checks
import Collectors
import ReadinessModel

/// Finds what a change does to files, moves included.
enum ChangeDetection {
  /// Most new and lost files of which moves with changes are looked for.
  private static let mostCandidates = 2_000
  /// A line that many files have says nothing of where one of them went.
  private static let commonLine = 20
  /// Share of lines in common from which a file is taken to be another one moved.
  private static let similarity = 0.5

  /// Compares the files of both sides.
  static func map(_ sides: ReviewSides) -> ChangeMap {
    let (old, new) = (sides.base.files, sides.head.files)
    var changed: [ChangedFile] = []
    var removed: [String] = []
    for file in old.files {
      guard let other = new[file.path] else {
        removed.append(file.path)
        continue
      }
      if sides.baseHashes[file.path] != sides.headHashes[file.path], file.bytes != other.bytes {
        changed.append(self.file(file, other))
      }
    }
    var added = new.files.map(\.path).filter { old[$0] == nil }
    for (from, to) in moves(&removed, &added, sides) {
      guard let file = old[from], let other = new[to] else { continue }
      changed.append(self.file(file, other))
    }
    changed += removed.compactMap { old[$0] }.map {
      ChangedFile(oldPath: $0.path, newPath: nil, old: $0.text, new: "")
    }
    changed += added.compactMap { new[$0] }.map {
      ChangedFile(oldPath: nil, newPath: $0.path, old: "", new: $0.text)
    }
    // Other line breaks alone are no change.
    return ChangeMap(
      changed.filter { !$0.hunks.isEmpty || $0.oldPath != $0.newPath }
        .sorted { ($0.newPath ?? $0.oldPath ?? "") < ($1.newPath ?? $1.oldPath ?? "") }
    )
  }

  private static func file(_ old: RepositoryFile, _ new: RepositoryFile) -> ChangedFile {
    ChangedFile(oldPath: old.path, newPath: new.path, old: old.text, new: new.text)
  }

  // MARK: - Moves

  private static func moves(
    _ removed: inout [String],
    _ added: inout [String],
    _ sides: ReviewSides
  ) -> [(String, String)] {
    var found = sameContent(removed, added, sides)
    take(found, &removed, &added)
    let similar = similarContent(removed, added, sides)
    take(similar, &removed, &added)
    found += similar
    return found
  }

  private static func take(
    _ moves: [(String, String)],
    _ removed: inout [String],
    _ added: inout [String]
  ) {
    let (from, to) = (Set(moves.map(\.0)), Set(moves.map(\.1)))
    removed.removeAll { from.contains($0) }
    added.removeAll { to.contains($0) }
  }

  private static func sameContent(
    _ removed: [String],
    _ added: [String],
    _ sides: ReviewSides
  ) -> [(String, String)] {
    var waiting: [String: [String]] = [:]
    for path in removed.reversed() {
      if let hash = sides.baseHashes[path] { waiting[hash, default: []].append(path) }
    }
    return added.compactMap { path in
      guard let hash = sides.headHashes[path], let candidates = waiting[hash],
        !candidates.isEmpty
      else { return nil }
      // Of several files of equal content the one that kept its name is meant.
      let name = PathText.name(of: path)
      let index =
        candidates.lastIndex { PathText.name(of: $0) == name } ?? candidates.count - 1
      waiting[hash]?.remove(at: index)
      return (candidates[index], path)
    }
  }

  private static func similarContent(
    _ removed: [String],
    _ added: [String],
    _ sides: ReviewSides
  ) -> [(String, String)] {
    guard removed.count <= mostCandidates, added.count <= mostCandidates else { return [] }
    let old = removed.map { lines(of: sides.base.files[$0]) }
    let new = added.map { lines(of: sides.head.files[$0]) }
    var holders: [String: [Int]] = [:]
    for (index, set) in new.enumerated() {
      for line in set { holders[line, default: []].append(index) }
    }
    var scored: [(score: Double, sameName: Bool, from: Int, to: Int)] = []
    for (from, set) in old.enumerated() where !set.isEmpty {
      var shared: [Int: Int] = [:]
      for line in set {
        guard let files = holders[line], files.count <= commonLine else { continue }
        for to in files { shared[to, default: 0] += 1 }
      }
      for (to, count) in shared {
        let score = 2 * Double(count) / Double(set.count + new[to].count)
        let sameName = PathText.name(of: removed[from]) == PathText.name(of: added[to])
        if score >= similarity || sameName && score >= similarity / 2 {
          scored.append((score, sameName, from, to))
        }
      }
    }
    scored.sort {
      ($0.score, $0.sameName ? 1 : 0, $1.from, $1.to) > (
        $1.score, $1.sameName ? 1 : 0, $0.from, $0.to
      )
    }
    var (usedOld, usedNew): (Set<Int>, Set<Int>) = ([], [])
    return scored.compactMap { item in
      guard !usedOld.contains(item.from), !usedNew.contains(item.to) else { return nil }
      usedOld.insert(item.from)
      usedNew.insert(item.to)
      return (removed[item.from], added[item.to])
    }
  }

  private static func lines(of file: RepositoryFile?) -> Set<String> {
    guard let file else { return [] }
    return Set(
      ChangedFile.lines(of: file.text)
        .map { $0.filter { $0 != " " && $0 != "\t" } }.filter { $0.count > 2 }
    )
  }
}
