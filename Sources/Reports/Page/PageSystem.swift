import ReadinessModel

/// A draft of the description of the system: what the scan knows, and marks where management writes.
struct PageSystem {
  let report: ReadinessReport

  var section: PageSection? {
    guard !report.system.isEmpty else { return nil }
    return PageSection(
      "system",
      "Description of the system, a draft",
      lead: "What the repository shows of the system, each with its place. The rest is management's"
        + " to write.",
      report.system.map(part)
    )
  }

  private func part(_ part: SystemPart) -> HTMLNode {
    .group([
      Tag.h3(part.title),
      part.known.isEmpty
        ? .none
        : Tag.ul(
          ["class": "known"],
          part.known.map { fact in
            Tag.li([
              .text(fact.text),
              fact.location.map { Tag.span(["class": "quiet mono"], " \($0)") } ?? .none,
            ])
          }
        ),
      part.toWrite.isEmpty
        ? .none
        : Tag.div(
          ["class": "towrite"],
          [Tag.strong("Management writes: "), .text(part.toWrite)]
        ),
    ])
  }
}
