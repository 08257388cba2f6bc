internal import ReadinessModel

extension Registers {
  /// Columns that only a register of risks has.
  private static let risky: Set = [
    "likelihood", "probability", "impact", "treatment", "response", "mitigation", "acceptedby",
    "inherentrisk", "residual", "residualrisk", "riskowner",
  ]

  /// The register of risks with the most entries.
  mutating func risks() -> RiskRegister? {
    let phrases = ["risk register", "risk assessment", "risk log"]
    var best: RiskRegister?
    for file in candidates(["risks", "risk"], phrases: phrases) {
      guard
        let table = read(file, keys: ["risks", "entries", "items", "register"], kind: "risks"),
        table.rows.contains(where: { row in row.cells.keys.contains(where: Self.risky.contains) })
      else { continue }
      let entries = table.rows.compactMap(risk)
      if (best?.entries.count ?? 0) < entries.count {
        best = RiskRegister(entries: entries, location: file.start)
      }
    }
    return best
  }

  private func risk(_ row: RegisterRow) -> RiskEntry? {
    let title = row.value("title", "risk", "name", "description", "scenario", "threat", "event")
    guard let title = title ?? row.value("id") ?? row.key else { return nil }
    let treatment = row.value(
      "treatment",
      "response",
      "strategy",
      "decision",
      "action",
      "mitigation"
    )
    let acceptance = row.value("acceptedby", "accepted", "acceptance", "riskacceptance")
      .flatMap { Self.isDenial($0) ? nil : $0 }
      .flatMap { Self.isAffirmation($0) ? Self.answerable(row) : $0 }
    let until = row.value(
      "accepteduntil",
      "acceptanceexpires",
      "acceptanceends",
      "acceptedto",
      "expires",
      "expireson",
      "expiry",
      "validuntil"
    )
    return RiskEntry(
      title: title,
      owner: row.value("owner", "riskowner", "responsible"),
      treatment: treatment,
      acceptedBy: acceptance ?? acceptor(of: row, treatment: treatment),
      acceptedUntil: CalendarDays.last(in: until) ?? CalendarDays.last(in: acceptance),
      location: row.location
    )
  }

  /// Who accepted a risk whose treatment is to accept it, where the register has no column for that.
  private func acceptor(of row: RegisterRow, treatment: String?) -> String? {
    guard row.cells["acceptedby"] == nil, let treatment else { return nil }
    let word = treatment.lowercased().prefix { $0.isLetter }
    guard ["accept", "accepted", "acceptance", "tolerate", "tolerated"].contains(String(word))
    else { return nil }
    return Self.answerable(row)
  }

  private static func answerable(_ row: RegisterRow) -> String? {
    row.value("approver", "approvedby", "owner", "riskowner", "responsible")
  }

  private static func isDenial(_ text: String) -> Bool {
    let first = text.lowercased().prefix { $0.isLetter }
    return ["no", "not", "nobody", "false", "never"].contains(String(first))
  }

  private static func isAffirmation(_ text: String) -> Bool {
    ["yes", "true", "accepted"].contains(text.lowercased().trimmingBlanks)
  }
}

/// Days that stand in a text.
private enum CalendarDays {
  /// The last day that a text names, in the form year, month, day.
  static func last(in text: String?) -> CivilDay? {
    text.flatMap { text in
      text.matches(of: /\d{4}-\d{2}-\d{2}/).compactMap { CivilDay(String($0.output)) }.max()
    }
  }
}
