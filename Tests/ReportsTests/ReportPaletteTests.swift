import Foundation
import Reports
import Testing

/// Colours are checked by arithmetic, so that no browser has to be sure of what lies under a text.
@Suite("The colours of the report page")
struct ReportPaletteTests {
  /// Palettes as the style sheet names them: light, dark, print.
  private static let palettes: [[String: String]] = {
    let page = ReportPageFormat().render(ReportPageTests.sample)
    return page.matches(of: /:root\s*\{([^}]*)\}/).map { match in
      Dictionary(
        String(match.1).matches(of: /--([a-z]+):\s*(#[0-9a-f]{3,6})/)
          .map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { $1 }
      )
    }
  }()

  @Test("there is one for light, one for dark and one for print")
  func all() { #expect(Self.palettes.count == 3) }

  @Test(
    "every text stands out from what it stands on (WCAG 2.2, 1.4.3, level AA)",
    arguments: [0, 1, 2],
    [
      "ink", "quiet", "accent", "passing", "failing", "warning", "attestation", "collecting",
      "unseen", "none",
    ]
  )
  func contrast(palette: Int, text: String) throws {
    let palette = try #require(
      Self.palettes.indices.contains(palette) ? Self.palettes[palette] : nil
    )
    let ink = try #require(palette[text].flatMap(Self.luminance))
    for ground in ["paper", "sheet", "wash"] {
      let under = try #require(palette[ground].flatMap(Self.luminance))
      let ratio = (max(ink, under) + 0.05) / (min(ink, under) + 0.05)
      #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
    }
  }

  /// Relative luminance (WCAG 2.2, glossary).
  private static func luminance(_ colour: String) -> Double? {
    let digits = colour.dropFirst()
    let wide = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
    guard wide.count == 6, let number = Int(wide, radix: 16) else { return nil }
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double((number >> shift) & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
