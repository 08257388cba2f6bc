import Assessment
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Samples")
struct SampleDrawingTests {
  @Test(
    "the tables draw as many as they say, and never more than there are",
    arguments: [
      (
        "tenth",
        [(0, 0), (1, 1), (4, 4), (5, 5), (50, 5), (51, 6), (120, 12), (250, 25), (9000, 25)]
      ),
      ("stepped", [(0, 0), (10, 10), (11, 8), (50, 8), (51, 15), (250, 15), (251, 25)]),
    ]
  )
  func tables(name: String, sizes: [(Int, Int)]) throws {
    let table = try #require(SampleTable.named(name))
    for (population, expected) in sizes { #expect(table.size(of: population) == expected) }
  }

  @Test("a sample drawn twice is the same, and one for another engagement or control is not")
  func repeats() throws {
    let population = population(of: 90)
    let table = try #require(SampleTable.named("tenth"))
    let drawing = SampleDrawing(for: "first type II", table: table)
    let sample = drawing.sample(of: population, for: "CHG-1")
    #expect(sample == drawing.sample(of: population, for: "CHG-1"))
    #expect(sample.selections.count == 9)
    let others = [
      drawing.sample(of: population, for: "CHG-2"),
      SampleDrawing(for: "second", table: table).sample(of: population, for: "CHG-1"),
    ]
    #expect(others.allSatisfy { $0.selections != sample.selections })
  }

  @Test("every item is drawn from its own stretch of the population")
  func spreads() throws {
    let table = try #require(SampleTable.named("tenth"))
    let sample = SampleDrawing(for: "e", table: table).sample(of: population(of: 247), for: "CHG-1")
    for selection in sample.selections {
      let count = sample.selections.count
      let stretch = (247 * selection.run / count)..<(247 * (selection.run + 1) / count)
      #expect(stretch.contains(selection.position))
      #expect(selection.item == "#\(selection.position)")
    }
  }

  @Test("the same sample comes out of the file with a script that knows nothing of us")
  func agreesWithScript() throws {
    let folder = try TemporaryFolder()
    for (count, table) in [
      (3, "tenth"), (37, "tenth"), (37, "stepped"), (180, "tenth"), (400, "stepped"),
    ] {
      let population = population(of: count)
      try folder.write(
        String(decoding: population.fileBytes, as: UTF8.self),
        to: "population.jsonl"
      )
      let drawing = SampleDrawing(
        for: "Erste Prüfung — 2026",
        table: try #require(SampleTable.named(table))
      )
      let lines = try script([
        folder.url.appending(path: "population.jsonl").path, "Erste Prüfung — 2026", "CHG-2",
        "--table", table,
      ])
      let theirs = try lines.split(separator: "\n").map {
        try JSONDecoder().decode(Sample.Selection.self, from: Data($0.utf8))
      }
      #expect(theirs == drawing.sample(of: population, for: "CHG-2").selections)
    }
  }

  // MARK: - Helpers

  private func population(of count: Int) -> Population {
    let items = (0..<count).map { number in
      PopulationItem(
        id: "#\(number)",
        at: Moment(secondsSince1970: 1_760_000_000 + number * 3_600),
        fields: ["title": "Tab\t, \"quote\", ünï\u{1F600} \(number)", "author": "ada"]
      )
    }
    return Population(
      id: "changes",
      title: "Changes",
      controls: ["CHG-1"],
      from: Moment(secondsSince1970: 0),
      to: Moment(secondsSince1970: 2_000_000_000),
      columns: ["title", "author"],
      items: items.reversed(),
      sources: []
    )
  }

  private func script(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", ProjectFolder.root.appending(path: "Scripts/draw-sample").path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}
