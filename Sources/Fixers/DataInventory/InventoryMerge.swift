import ReadinessModel

/// Adds to an inventory that is there what it lacks, and leaves everything else as it is.
enum InventoryMerge {
  static func change(
    _ inventory: DataInventory,
    _ subjects: [InventorySubject],
    _ project: FixProject,
    _ answers: FixAnswers
  ) -> Result<FixChange?, FixObstacle> {
    let file = inventory.location.file
    let lack = Lack(inventory, subjects, text: project.files.text(of: file) ?? "")
    let fills = periods(inventory, subjects, project, answers)
    guard !lack.isEmpty || !fills.isEmpty else { return .success(nil) }
    var edits = fills
    if !lack.isEmpty {
      guard let text = project.files.text(of: file), ["yml", "yaml"].contains(ending(of: file)),
        let list = InventoryList(text, inventory.entries.filter { $0.location.file == file })
      else {
        return .failure(
          FixObstacle(
            file,
            "it is no list of entries in YAML that could be added to",
            at: inventory.location,
            next: "Add \(lack.words) by hand, each with its class and the time it is kept."
          )
        )
      }
      edits.append(list.appending(lack, answers, to: file, in: project))
    }
    return .success(
      FixChange(
        title: lack.isEmpty
          ? "Write the periods that were decided" : "Add \(lack.words) to the data inventory",
        reason: lack.isEmpty
          ? "The inventory gives no period for what has been decided."
          : "The inventory does not list everything personal or confidential that is kept.",
        applicability: .safe,
        edits: edits
      )
    )
  }

  private static func ending(of path: String) -> String {
    ProjectPath.fileExtension(of: path).lowercased()
  }

  // MARK: - Periods

  /// Puts periods that were decided in the place of marks.
  private static func periods(
    _ inventory: DataInventory,
    _ subjects: [InventorySubject],
    _ project: FixProject,
    _ answers: FixAnswers
  ) -> [SourceEdit] {
    let open = inventory.entries.filter { $0.retentionDays == nil }
    var edits: [SourceEdit] = []
    for (file, entries) in Dictionary(grouping: open, by: \.location.file).sorted(by: {
      $0.key < $1.key
    }) {
      guard let bytes = project.files.bytes(of: file) else { continue }
      let starts = Set(inventory.entries.filter { $0.location.file == file }.map(\.location.line))
      for entry in entries {
        guard let subject = subjects.first(where: { InventoryMerge.names(entry, $0) }),
          let days = answers[subject.group.decision].flatMap(RetentionGroup.days),
          let range = mark(after: entry.location.line, before: starts, in: bytes)
        else { continue }
        edits.append(.replace(path: file, range: range, text: "\(days) days"))
      }
    }
    return edits
  }

  /// Whether an entry is about a record as a whole.
  static func names(_ entry: DataInventoryEntry, _ subject: InventorySubject) -> Bool {
    if subject.isStore { return subject.names.contains(SubjectName.whole(entry.subject)) }
    return !entry.subject.contains(".") && subject.names.contains(SubjectName.plain(entry.subject))
  }

  /// The place of a mark for a period among the lines of an entry.
  private static func mark(
    after line: Int,
    before starts: Set<Int>,
    in bytes: [UInt8]
  ) -> Range<Int>? {
    let wanted = Array(InventoryText.Mark.period.utf8)
    var offset = 0
    for (index, text) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      let number = index + 1
      if number > line, starts.contains(number) { return nil }
      if number >= line, let found = text.firstRange(of: wanted) {
        let start = offset + found.lowerBound - text.startIndex
        return start..<(start + wanted.count)
      }
      offset += text.count + 1
    }
    return nil
  }
}

/// What an inventory lacks.
struct Lack {
  var subjects: [InventorySubject] = []
  /// Fields of records that are listed, by the record's name.
  var fields: [(subject: String, field: InventorySubject.Field)] = []

  var isEmpty: Bool { subjects.isEmpty && fields.isEmpty }

  init(_ inventory: DataInventory, _ all: [InventorySubject], text: String) {
    // What is written down, and still to be confirmed, is no class yet, but is not lacking either.
    let written = Set(
      text.split(whereSeparator: \.isNewline).compactMap { line in
        let bare = line.prefix { $0 != "#" }
        return bare.split(separator: ":").map { $0.filter { !" -\"'".contains($0) } }
          .first { $0.contains(".") }.map(SubjectName.whole)
      }
    )
    let classes = inventory.entries.filter { $0.classification != nil }
    let classified = Set(
      classes.map { entry in
        let parts = entry.subject.split(separator: ".", maxSplits: 1).map(String.init)
        return parts.count == 2
          ? "\(SubjectName.plain(parts[0])).\(SubjectName.whole(parts[1]))"
          : SubjectName.plain(entry.subject)
      }
    )
    for subject in all where subject.fields.contains(where: Self.isWorthIt) {
      let listed = inventory.entries.filter { entry in
        let model = entry.subject.split(separator: ".").first.map(String.init) ?? ""
        return subject.names.contains(SubjectName.plain(model))
      }
      guard !listed.isEmpty || written.contains(SubjectName.whole(subject.name)) else {
        subjects.append(subject)
        continue
      }
      // The class of a record is that of its fields, too.
      guard subject.names.isDisjoint(with: classified) else { continue }
      let inside = Self.keys(below: listed, of: inventory, in: text)
      for field in subject.fields where Self.isWorthIt(field) {
        let keys = subject.names.map { "\($0).\(SubjectName.whole(field.name))" }
        let isWritten =
          written.contains(SubjectName.whole("\(subject.name).\(field.name)"))
          || inside.contains(SubjectName.whole(field.name))
        if classified.isDisjoint(with: keys), !isWritten { fields.append((subject.name, field)) }
      }
    }
  }

  /// Keys on the lines of some entries.
  private static func keys(
    below entries: [DataInventoryEntry],
    of inventory: DataInventory,
    in text: String
  ) -> Set<String> {
    let starts = Set(inventory.entries.map(\.location.line))
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var keys: Set<String> = []
    for entry in entries {
      var number = entry.location.line + 1
      while number <= lines.count, !starts.contains(number) {
        if let colon = lines[number - 1].firstIndex(of: ":") {
          keys.insert(SubjectName.whole(String(lines[number - 1][..<colon])))
        }
        number += 1
      }
    }
    return keys
  }

  /// Free text alone is no reason to add to what somebody wrote.
  private static func isWorthIt(_ field: InventorySubject.Field) -> Bool {
    !field.kind.hasPrefix("free text")
  }

  /// What is lacking, in words.
  var words: String {
    let names = subjects.map(\.name) + fields.map { "\($0.subject).\($0.field.name)" }
    guard names.count > 4 else { return names.joined(separator: ", ") }
    return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
  }
}

/// The list of entries in an inventory in YAML.
struct InventoryList {
  /// Offset after the last line of the last entry.
  private let end: Int
  private let indent: String
  private let isMapping: Bool
  private let keys: InventoryText.Keys
  private let newline: String
  private let endsWithNewline: Bool

  init?(_ text: String, _ entries: [DataInventoryEntry]) {
    let rows = Set(entries.map(\.location.line)).sorted()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let bare = text.replacing("\r\n", with: "\n")
    newline = bare == text ? "\n" : "\r\n"
    let all = bare.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = rows.first, let last = rows.last, all.indices.contains(last - 1),
      newline == "\n" ? lines.count == all.count : true
    else { return nil }
    let opening = all[first - 1]
    let blank = String(opening.prefix { $0 == " " })
    let rest = opening.dropFirst(blank.count)
    if rest.hasPrefix("- ") {
      isMapping = false
    } else if rest.hasSuffix(":") {
      isMapping = true
    } else {
      return nil
    }
    guard !rest.contains("{"), !rest.contains("[") else { return nil }
    indent = blank
    keys = Self.keys(all[(first - 1)...].prefix(12), isMapping)
    var index = last
    var lastLine = last
    while index < all.count {
      let line = all[index]
      let depth = line.prefix { $0 == " " }.count
      let content = line.dropFirst(depth)
      if content.isEmpty || content.hasPrefix("#") && depth > blank.count {
        index += 1
        continue
      }
      guard depth > blank.count else { break }
      lastLine = index + 1
      index += 1
    }
    var offset = 0
    for line in all.prefix(lastLine) { offset += line.utf8.count + newline.utf8.count }
    endsWithNewline = offset <= bare.utf8.count + (newline == "\n" ? 0 : all.count - 1)
    end = min(offset, text.utf8.count)
  }

  private static func keys(_ lines: some Sequence<String>, _ isMapping: Bool) -> InventoryText.Keys
  {
    var keys = InventoryText.Keys()
    for (index, line) in lines.enumerated() {
      let rest = line.drop { $0 == " " || $0 == "-" }
      guard let colon = rest.firstIndex(of: ":") else { continue }
      let key = String(rest[..<colon])
      let plain = SubjectName.whole(key)
      if index == 0, !isMapping { keys.subject = key }
      if ["classification", "class", "sensitivity", "level", "dataclass", "confidentiality"]
        .contains(plain)
      {
        keys.dataClass = key
      }
      if ["retention", "retentiondays", "retentionperiod", "period", "keep", "keepfor"].contains(
        plain
      ) {
        keys.retention = key
      }
    }
    return keys
  }

  /// The edit that adds what is lacking after the last entry.
  func appending(
    _ lack: Lack,
    _ answers: FixAnswers,
    to file: String,
    in project: FixProject
  ) -> SourceEdit {
    var lines: [String] = []
    for subject in lack.subjects {
      let entry = InventoryText.entry(
        subject,
        answers,
        keys,
        indent: indent,
        needsConfirmation: true
      )
      lines += isMapping ? mapping(entry, subject.name) : entry
    }
    for (name, field) in lack.fields {
      let subject = InventoryText.scalar("\(name).\(field.name)")
      let comment = "  # \(field.kind), \(field.location.file):\(field.location.line)"
      let opening = isMapping ? "\(indent)\(subject):" : "\(indent)- \(keys.subject): \(subject)"
      lines += [
        opening, "\(indent)  \(keys.dataClass): \(field.dataClass.rawValue)\(comment)",
        "\(indent)  confirmedBy: \(InventoryText.Mark.confirmation)",
      ]
    }
    let hasMark = project.files.bytes(of: file)?.starts(with: [0xEF, 0xBB, 0xBF]) == true
    let text = lines.joined(separator: newline)
    return .insert(
      path: file,
      at: end + (hasMark ? 3 : 0),
      text: endsWithNewline ? text + newline : newline + text
    )
  }

  /// An element of a list as one of a mapping.
  private func mapping(_ entry: [String], _ name: String) -> [String] {
    entry.map { line in
      line.hasPrefix("\(indent)- ") ? "\(indent)\(InventoryText.scalar(name)):" : line
    }
  }
}
