import ReadinessModel
import TerraformLanguage

/// What is to change in one block, and what stands in the way.
struct BlockChange {
  /// The block.
  let place: PlacedBlock
  private let project: TerraformProject
  private var revision: BlockRevision
  private var elsewhere: [SourceEdit] = []
  /// What is left alone.
  private(set) var refusals: [FixRefusal] = []
  /// Names of the arguments that are set.
  private(set) var names: [String] = []

  /// Starts with nothing changed.
  init(_ place: PlacedBlock, in project: TerraformProject) {
    self.place = place
    self.project = project
    revision = BlockRevision(place.source, place.layout)
  }

  /// Gives an argument a value, wherever the value is decided.
  mutating func set(_ name: String, to value: String, beside neighbours: [String] = []) {
    switch ArgumentSite.find(name, of: place, wanted: value, in: project) {
    case .success(.inBlock):
      revision.set(name, to: value, beside: neighbours)
      names.append(name)
    case .success(.literals(let edits)):
      elsewhere += edits
      if !edits.isEmpty { names.append(name) }
    case .failure(let obstacle): refusals.append(obstacle.refusal)
    }
  }

  /// Adds a block inside.
  mutating func add(block text: String) { revision.add(block: text) }

  /// Gives an argument of the one block of a type inside a value, adding the block if there is none.
  mutating func set(_ name: String, to value: String, in type: String) {
    if let dynamic = place.layout.body.blocks("dynamic").first(where: { $0.labels == [type] }) {
      refusals.append(
        FixRefusal(
          subject: "\(type) of \(place.reference)",
          reason: "a dynamic block writes it",
          location: SourceLocation(file: place.source.path, line: dynamic.line),
          next: "Let every \(type) it writes have \(name) = \(value)."
        )
      )
      return
    }
    let found = place.layout.body.blocks(type)
    guard !found.isEmpty else {
      revision.add(block: "\(type) {\n  \(name) = \(value)\n}")
      return
    }
    for block in found {
      var inner = BlockChange(PlacedBlock(source: place.source, layout: block), in: project)
      inner.set(name, to: value)
      elsewhere += inner.edits
      refusals += inner.refusals
    }
  }

  /// The edits.
  var edits: [SourceEdit] {
    revision.edits.map { $0.edit(of: place.source.path) } + elsewhere
  }
}
