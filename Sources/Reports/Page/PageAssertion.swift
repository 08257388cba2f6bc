import ReadinessModel

/// What management states in its own name, left unsigned: nothing here is said for them.
struct PageAssertion {
  let report: ReadinessReport

  var section: PageSection {
    let statements = report.profile.controls.filter { control in
      !control.attestations.isEmpty
        && report.assessment.controls.contains { $0.id == control.id }
    }
    return PageSection(
      "management",
      "For management to state",
      lead:
        "No program can say these. A statement counts once a person signed it: auditwright attest.",
      [
        statements.isEmpty
          ? Tag.p("No control in scope asks for a statement.")
          : PageTable.node(
            ["Control", "What a person states"],
            rows: statements.map { control in
              [
                Tag.a(["href": "#\(control.id.rawValue)"], control.id.rawValue),
                .group(control.attestations.map { Tag.div([.text($0)]) }),
              ]
            }
          ),
        Tag.div(
          ["class": "towrite signature"],
          ["Name and role", "Date", "Signature"].map {
            Tag.div([.text("\($0): ____________________")])
          }
        ),
      ]
    )
  }
}
