import ReadinessModel

/// How the answer was found, what was not looked at, and how to verify it.
struct PageMethod {
  let report: ReadinessReport

  var section: PageSection {
    PageSection(
      "method",
      "Method and limits",
      [
        Tag.p(
          "Auditwright read the files of the repository and ran none of them. Collectors wrote down"
            + " facts; \(report.descriptions.count) checks, each a sentence that is true or false,"
            + " judged them; a control passes only when each check it requires was assessed and"
            + " holds. What could not be seen is said, and never counts as passing."
        ),
        read, notSeen, people, cannotShow,
      ]
    )
  }

  private var read: HTMLNode {
    guard let inventory = report.inventory else { return .none }
    let languages = inventory.languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(8).map { "\($0.key) (\(ReportWording.number($0.value)))" }
    return Tag.p(
      "Read: \(ReportWording.number(inventory.files)) files,"
        + " \(ReportWording.number(inventory.sourceLines)) lines"
        + (languages.isEmpty ? "." : "; files by language: \(languages.joined(separator: ", ")).")
    )
  }

  private var notSeen: HTMLNode {
    guard !report.assessment.notSeen.isEmpty else {
      return Tag.p("Nothing that a check needs was left out.")
    }
    let shown = report.assessment.notSeen.prefix(200)
    let more = report.assessment.notSeen.count - shown.count
    return .group([
      Tag.h3(["id": "not-looked-at"], "Not looked at"),
      Tag.ul(
        ["class": "known"],
        shown.map { Tag.li(PageGapList.bounded($0)) }
          + (more > 0 ? [Tag.li("and \(more) more, in the JSON")] : [])
      ),
    ])
  }

  private var people: HTMLNode {
    let criteria = report.assessment.criteria.filter { $0.coverage != .tested }.map(\.criterion)
    guard !criteria.isEmpty else { return .none }
    return .group([
      Tag.h3("What no scan can show"),
      Tag.p(
        "\(criteria.count) of \(report.assessment.criteria.count) criteria in scope need documents"
          + " and people whatever the code shows: \(Wording.criteria(criteria))."
      ),
    ])
  }

  private var cannotShow: HTMLNode {
    let limits = report.descriptions.filter { !$0.cannotShow.isEmpty }
    guard !limits.isEmpty else { return .none }
    return Tag.details(
      ["class": "clump-more"],
      [
        Tag.summary("What each check inspects, and what it cannot show"),
        Tag.dl(
          ["class": "known fine"],
          limits.map { check in
            Tag.div([
              Tag.dt([Tag.strong(check.statement)]),
              Tag.dd([
                Tag.div(oneLine(check.inspected)),
                Tag.div(["class": "quiet"], "Cannot show: \(oneLine(check.cannotShow))"),
              ]),
            ])
          }
        ),
      ]
    )
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// How somebody without Auditwright's word for it finds the same.
  var verification: PageSection {
    let commands = [
      ("The same commit gives the same answer", "auditwright scan --format json"),
      ("The ledger is as it was recorded", "auditwright evidence verify"),
      ("The evidence, as a package that anybody can verify", "auditwright report --pack FILE.zip"),
      ("A package is as it was signed", "auditwright verify FILE.zip --key KEY"),
      (
        "The same without Auditwright, with the verifier in the package",
        "python3 verify.py FILE.zip KEY"
      ),
    ]
    return PageSection(
      "verify",
      "How to verify this",
      commands.map { words, command in
        Tag.p([
          .text("\(words): "), PageStart.command(command),
        ])
      } + [Tag.footer([Tag.p(ReportWording.limit)])]
    )
  }
}
