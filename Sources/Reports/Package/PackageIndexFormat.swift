import Crypto
import Foundation
package import ReadinessModel

/// Renders the page on which a reader finds every file of a package.
///
/// Like the report it is one file with its own style and program, named by digest in its
/// Content-Security-Policy; it needs no network, and without its program only the search is missing.
package struct PackageIndexFormat: Sendable {
  private let manifest: PackageManifest
  private let assessment: ReadinessAssessment
  private let gaps: [PackageGap]
  private let redactions: [PackageRedaction]

  /// Creates a format; the manifest's files are those to be listed.
  package init(
    _ manifest: PackageManifest,
    assessment: ReadinessAssessment,
    gaps: [PackageGap],
    redactions: [PackageRedaction]
  ) {
    self.manifest = manifest
    self.assessment = assessment
    self.gaps = gaps
    self.redactions = redactions
  }

  /// Renders the page; ends with a line break.
  package func render() -> String {
    let sections = [controls, files, missing, taken, verification].compactMap { $0 }
    let page = Tag.html(
      ["lang": "en"],
      [
        Tag.head([
          Tag.meta(["charset": "utf-8"]),
          Tag.meta(["http-equiv": "Content-Security-Policy", "content": Self.policy]),
          Tag.meta(["name": "viewport", "content": "width=device-width, initial-scale=1"]),
          Tag.title("Evidence of \(SafeText.line(manifest.repository))"),
          Tag.style([.raw(Self.style)]),
        ]),
        Tag.body([
          Tag.a(["class": "skip", "href": "#files"], "Skip to the files"),
          Tag.div(
            ["class": "page"],
            [masthead, rail(sections), Tag.main(sections.map(\.node))]
          ),
          Tag.script([.raw(Self.program)]),
        ]),
      ]
    )
    return "<!doctype html>\n" + page.rendered + "\n"
  }

  // MARK: - Head

  private var masthead: HTMLNode {
    var facts = ["As of \(manifest.assessedOn)"]
    if let commit = manifest.commit { facts.append("Commit \(commit.prefix(12))") }
    if let engagement = manifest.engagement {
      facts.append(
        "Type \(engagement.type.rawValue), \(engagement.period.from) to"
          + " \(engagement.period.through)"
      )
    }
    facts.append("\(ReportWording.number(manifest.files.count)) files")
    facts.append("Auditwright \(manifest.toolVersion)")
    return Tag.header(
      ["class": "masthead"],
      [
        Tag.div(
          ["class": "label"],
          manifest.kind == .raw ? "Auditor’s package" : "Auditor’s package, redacted"
        ),
        Tag.h1(manifest.repository),
        Tag.ul(["class": "facts"], facts.map { Tag.li($0) }),
        Tag.p(["class": "lede"], lede),
        Tag.ul(["class": "starts"], starts.map(Tag.li.callAsFunction)),
      ]
    )
  }

  private var lede: String {
    let records = manifest.ledger?.size ?? 0
    let ledger =
      records == 0
      ? "No record of operation is among it."
      : "\(ReportWording.number(records)) records show how"
        + " controls operated, each with a proof that it is as it was recorded."
    return "What controls rest on, with where it comes from. \(ledger) "
      + (gaps.isEmpty
        ? "Nothing that was looked for is missing."
        : gaps.count == 1
          ? "One thing could not be collected." : "\(gaps.count) things could not be collected.")
  }

  private var starts: [[HTMLNode]] {
    let links = [
      ("report/readiness.html", "The readiness report"),
      ("access/rbac-matrix.csv", "Who may use which route"),
      ("deploys/deploys.csv", "The deploy trail"),
      ("not-collected.md", "What is not here"),
      ("README.md", "How to read and verify it"),
    ]
    let there = Set(manifest.files.map(\.path)).union(["README.md", "not-collected.md"])
    return links.filter { there.contains($0.0) }.map { path, words in
      [Tag.a(["href": Self.address(path)], words)]
    }
  }

  private func rail(_ sections: [PageSection]) -> HTMLNode {
    Tag.nav(
      ["class": "rail", "aria-label": "Contents"],
      [Tag.ul(sections.map { Tag.li([Tag.a(["href": "#\($0.id)"], $0.title)]) })]
    )
  }

  // MARK: - Controls

  private var controls: PageSection {
    let counts = manifest.files.reduce(into: [ControlID: Int]()) { counts, file in
      for control in file.controls { counts[control, default: 0] += 1 }
    }
    return PageSection(
      "controls",
      "By control",
      lead:
        "How each control is built and what is known of its operation; choose one to see its files.",
      [
        table(
          ["Control", "Criteria", "Design", "Operation", "Files"],
          assessment.controls.map { control in
            Tag.tr([
              Tag.th(
                ["scope": "row"],
                [
                  Tag.a(
                    ["href": "#files", "data-control": control.id.rawValue],
                    control.id.rawValue
                  ),
                  .text(" \(control.title)"),
                ]
              ),
              Tag.td(control.criteria.map(\.rawValue).joined(separator: ", ")),
              Tag.td([PageMark(control.design).status]),
              Tag.td(control.operation),
              Tag.td(["class": "number"], "\(counts[control.id] ?? 0)"),
            ])
          }
        )
      ]
    )
  }

  // MARK: - Files

  private var files: PageSection {
    let controls = Array(Set(manifest.files.flatMap(\.controls))).sorted()
    return PageSection(
      "files",
      "Files",
      [
        Tag.div(
          ["class": "tools", "id": "tools", "hidden": ""],
          [
            Tag.label([
              .text("Search"),
              Tag.input(["type": "search", "id": "search", "autocomplete": "off"]),
            ]),
            Tag.label([
              .text("Control"),
              Tag.select(
                ["id": "control"],
                [Tag.option(["value": ""], "All")]
                  + controls.map { Tag.option(["value": $0.rawValue], $0.rawValue) }
              ),
            ]),
            Tag.label([
              .text("Folder"),
              Tag.select(
                ["id": "folder"],
                [Tag.option(["value": ""], "All")]
                  + folders.map { Tag.option(["value": $0], $0) }
              ),
            ]),
          ]
        ),
        Tag.p(["class": "count", "id": "count", "role": "status"], ""),
        table(["File", "What it is", "Controls and criteria", "SHA-256"], manifest.files.map(row)),
      ]
    )
  }

  private var folders: [String] {
    Array(Set(manifest.files.map { Self.folder(of: $0.path) })).sorted()
  }

  private static func folder(of path: String) -> String {
    path.contains("/") ? String(path.prefix { $0 != "/" }) : "/"
  }

  private func row(_ file: PackageFile) -> HTMLNode {
    Tag.tr(
      [
        "data-controls": file.controls.map(\.rawValue).joined(separator: " "),
        "data-folder": Self.folder(of: file.path),
      ],
      [
        Tag.th(
          ["scope": "row"],
          [
            Tag.a(["href": Self.address(file.path), "class": "mono"], file.path),
            Tag.div(["class": "quiet"], Self.size(file.bytes)),
          ]
        ),
        Tag.td([
          .text(file.about),
          file.source.map { Tag.div(["class": "quiet mono"], Self.bounded($0)) } ?? .none,
          file.records.isEmpty
            ? .none
            : Tag.div(
              ["class": "quiet"],
              file.records.prefix(8).map(\.description).joined(separator: ", ")
                + (file.records.count > 8 ? " and \(file.records.count - 8) more" : "")
            ),
        ]),
        Tag.td([
          .text(file.controls.map(\.rawValue).joined(separator: ", ")),
          Tag.div(["class": "quiet"], file.criteria.map(\.rawValue).joined(separator: ", ")),
        ]),
        Tag.td(["class": "mono digest", "title": file.sha256], String(file.sha256.prefix(12))),
      ]
    )
  }

  private static func bounded(_ text: String) -> String {
    text.count > 300 ? text.prefix(300) + " …" : text
  }

  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) bytes"
    case ..<1_000_000: "\(ReportWording.decimal(Double(bytes / 100) / 10)) kB"
    default: "\(ReportWording.decimal(Double(bytes / 100_000) / 10)) MB"
    }
  }

  // MARK: - What is not there

  private var missing: PageSection {
    PageSection(
      "not-collected",
      "Not collected",
      lead: gaps.isEmpty
        ? "Nothing that was looked for is missing."
        : "What this package would hold and does not, and why. A gap is no finding.",
      gaps.isEmpty
        ? []
        : [
          table(
            ["What", "Why", "Controls"],
            gaps.map { gap in
              Tag.tr([
                Tag.th(["scope": "row"], gap.subject),
                Tag.td([
                  .text(gap.reason),
                  gap.next.map { Tag.div(["class": "quiet"], $0) } ?? .none,
                ]),
                Tag.td(gap.controls.map(\.rawValue).joined(separator: ", ")),
              ])
            }
          )
        ]
    )
  }

  private var taken: PageSection? {
    guard !redactions.isEmpty else { return nil }
    return PageSection(
      "redactions",
      "Taken out",
      lead:
        "The digest is that of the file before; where the raw package has it, both can be matched."
        + " People who are named in running text alone, or by half of a name, cannot be told from other"
        + " words.",
      [
        table(
          ["File", "What was taken out", "Digest before"],
          redactions.map { redaction in
            Tag.tr([
              Tag.th(["scope": "row"], [Tag.span(["class": "mono"], redaction.path)]),
              Tag.td([
                .text(redaction.what.joined(separator: ", ")),
                Tag.div(["class": "quiet"], redaction.reason),
              ]),
              Tag.td(
                ["class": "mono digest", "title": redaction.rawSHA256],
                String(redaction.rawSHA256.prefix(12))
              ),
            ])
          }
        )
      ]
    )
  }

  private var verification: PageSection {
    PageSection(
      "verify",
      "How to verify this",
      [
        Tag.p([
          .text("Without Auditwright: "), Tag.code("python3 verify.py PACKAGE.zip KEY"),
          .text(". With it: "), Tag.code("auditwright verify PACKAGE.zip --key KEY"),
          .text(". KEY is the public key that you were given another way; README.md says more."),
        ]),
        Tag.footer([Tag.p(ReportWording.limit)]),
      ]
    )
  }

  private func table(_ heads: [String], _ rows: [HTMLNode]) -> HTMLNode {
    Tag.div(
      ["class": "scroll"],
      [
        Tag.table([
          Tag.thead([Tag.tr(heads.map { Tag.th(["scope": "col"], $0) })]), Tag.tbody(rows),
        ])
      ]
    )
  }

  // MARK: - Style and program

  /// A name of a file as an address in a page.
  private static func address(_ path: String) -> String { path.replacing("%", with: "%25") }

  private static let style =
    "\n" + PageResource.text(PackageResources.report_css) + "\n"
    + PageResource.text(PackageResources.package_css)
  private static let program = "\n" + PageResource.text(PackageResources.package_js)

  private static var policy: String {
    "default-src 'none'; style-src \(digest(of: style)); script-src \(digest(of: program));"
      + " base-uri 'none'; form-action 'none'"
  }

  private static func digest(of text: String) -> String {
    "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
  }
}
