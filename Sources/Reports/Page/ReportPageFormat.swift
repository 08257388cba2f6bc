import Crypto
import Foundation
import ReadinessModel

/// Renders a readiness report as one page that needs no network and opens from disk.
///
/// The page's only style and program are its own: a Content-Security-Policy names them by digest and
/// allows nothing else, so that nothing from a repository could run even if it got in.
package struct ReportPageFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the report; ends with a line break.
  package func render(_ report: ReadinessReport) -> String {
    let gaps = PageGapList(report)
    let sections = Self.sections(of: report, gaps)
    let page = Tag.html(
      ["lang": "en"],
      [
        Tag.head([
          Tag.meta(["charset": "utf-8"]),
          Tag.meta(["http-equiv": "Content-Security-Policy", "content": Self.policy]),
          Tag.meta(["name": "viewport", "content": "width=device-width, initial-scale=1"]),
          Tag.meta(["name": "generator", "content": "Auditwright \(report.assessment.toolVersion)"]
          ),
          Tag.title("SOC 2 readiness of \(SafeText.line(report.assessment.repository))"),
          Tag.style([.raw(Self.style)]),
        ]),
        Tag.body([
          Tag.a(["class": "skip", "href": "#verdict"], "Skip to the result"),
          Tag.div(
            ["class": "page"],
            [
              PageMasthead(report: report).node, rail(sections),
              Tag.main(sections.map(\.node)),
            ]
          ),
          .group(PageMark.allCases.map(Self.template)),
          Tag.script(
            ["type": "application/json", "id": "data"],
            [.raw(PageData.safe(gaps.data.rendered()))]
          ),
          Tag.script([.raw(Self.program)]),
        ]),
      ]
    )
    return "<!doctype html>\n" + page.rendered + "\n"
  }

  /// The parts of a report, in the order in which they are read.
  static func sections(of report: ReadinessReport, _ gaps: PageGapList) -> [PageSection] {
    [
      PageStart(report: report).section,
      PageComparison(report: report).section,
      PageCriteria(report: report).section,
      PageControls(report: report).section,
      gaps.section,
      PageRoadmap(report: report).section,
      PageOperation(report: report).windows,
      PageOperation(report: report).populations,
      PageOperation(report: report).deviations,
      PageAcceptedRisks(report: report).section,
      PageEvidence(report: report).documents,
      PageEvidence(report: report).records,
      PageSystem(report: report).section,
      PageAssertion(report: report).section,
      PageMethod(report: report).section,
      PageMethod(report: report).verification,
    ].compactMap { $0 }
  }

  private func rail(_ sections: [PageSection]) -> HTMLNode {
    let links = sections.map { section in
      Tag.li([Tag.a(["href": "#\(section.id)"], section.title)])
    }
    return Tag.nav(
      ["class": "rail", "aria-label": "Contents"],
      [Tag.ul([Tag.li([Tag.a(["href": "#verdict"], "Result")])] + links)]
    )
  }

  /// A mark that the program copies.
  private static func template(_ mark: PageMark) -> HTMLNode {
    Tag.template(["id": "mark-\(mark.rawValue)"], [mark.icon(named: mark.name)])
  }

  private static let style = "\n" + PageResource.text(PackageResources.report_css)
  private static let program = "\n" + PageResource.text(PackageResources.report_js)

  private static var policy: String {
    "default-src 'none'; style-src \(digest(of: style)); script-src \(digest(of: program));"
      + " base-uri 'none'; form-action 'none'"
  }

  /// The digest by which a policy names a text (Content Security Policy Level 3, §2.3.1).
  private static func digest(of text: String) -> String {
    "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
  }
}

/// A part of the page with a heading that the contents name.
struct PageSection {
  /// The anchor.
  var id: String
  /// The heading.
  var title: String
  /// A sentence under the heading.
  var lead: String?
  /// The content.
  var content: [HTMLNode]

  /// Creates a section with its heading, a sentence under it, and its content.
  init(_ id: String, _ title: String, lead: String? = nil, _ content: [HTMLNode]) {
    self.id = id
    self.title = title
    self.lead = lead
    self.content = content
  }

  /// The section as an element.
  var node: HTMLNode {
    Tag.section(
      ["id": id, "aria-labelledby": "\(id)-title"],
      [Tag.h2(["id": "\(id)-title"], title)]
        + (lead.map { [Tag.p(["class": "quiet"], $0)] } ?? []) + content
    )
  }
}

/// Texts that are part of the program.
enum PageResource {
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Data that the page's program reads.
enum PageData {
  /// JSON with nothing in it that would end a script element or begin a comment.
  static func safe(_ json: String) -> String {
    json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
      .replacing("&", with: "\\u0026")
  }
}
