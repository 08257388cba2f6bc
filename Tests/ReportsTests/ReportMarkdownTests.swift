import Foundation
import Reports
import Testing

@Suite("The readiness report as Markdown")
struct ReportMarkdownTests {
  private let text = ReportMarkdownFormat().render(ReportPageTests.sample)

  @Test("it has every part that the page has, in the same order")
  func sections() {
    let page = ReportPageFormat().render(ReportPageTests.sample)
    let headings = page.matches(of: /<h2[^>]*>([^<]*)<\/h2>/).map { String($0.1) }
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3) }
    #expect(headings.count > 8)
    #expect(lines.map(String.init) == headings)
  }

  @Test("nothing from a repository is markup, a link, a mention, or a command to a terminal")
  func hostileText() {
    #expect(!text.contains("<script"))
    #expect(!text.contains("](https://evil.example)"))
    #expect(!text.contains("@team"))
    let unsafe = text.unicodeScalars.filter { $0 != "\n" && SafeText.isUnsafe($0) }
    #expect(unsafe.isEmpty)
  }

  @Test("every row of a table has as many cells as its head")
  func tables() {
    var width: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let cells = line.replacing("\\|", with: "").count { $0 == "|" }
      if let width { #expect(cells == width, "\(line)") }
      width = width ?? cells
    }
  }

  @Test("lines of code stay in their block, whatever they hold")
  func fences() {
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.trimmingCharacters(in: .whitespaces).hasPrefix("```") { isOpen.toggle() }
      if line.hasPrefix("## ") { #expect(!isOpen) }
    }
    #expect(!isOpen)
  }
}
