import Crypto
package import ReadinessModel

/// Draws a sample in a way that anybody can repeat with the population's file and a hash.
///
/// The seed is SHA-256 of `engagement|control|digest of the population's file`, as hexadecimal. The
/// items, in the file's order, are divided into as many runs as are drawn, each as long as the others
/// or longer by one; SHA-256 of `seed|number of the run`, taken as one big number, modulo the run's
/// length, is the item's position in its run.
package struct SampleDrawing: Sendable {
  private let engagement: String
  private let table: SampleTable

  /// Creates a drawing for an engagement.
  package init(for engagement: String, table: SampleTable) {
    self.engagement = engagement
    self.table = table
  }

  /// Draws a sample for one control.
  package func sample(of population: Population, for control: ControlID) -> Sample {
    let digest = SHA256.hash(data: population.fileBytes).hexadecimal
    let seed = SHA256.hash(data: Array("\(engagement)|\(control)|\(digest)".utf8)).hexadecimal
    let count = population.items.count
    let runs = table.size(of: count)
    let selections = (0..<runs).map { run in
      let first = count * run / runs
      let length = count * (run + 1) / runs - first
      let position = first + remainder(of: "\(seed)|\(run)", by: length)
      return Sample.Selection(run: run, position: position, item: population.items[position].id)
    }
    return Sample(
      population: population.id,
      populationDigest: digest,
      populationSize: count,
      engagement: engagement,
      control: control,
      table: table.name,
      seed: seed,
      selections: selections
    )
  }

  /// The remainder of a text's hash, as a number of 256 bits.
  private func remainder(of text: String, by divisor: Int) -> Int {
    SHA256.hash(data: Array(text.utf8)).reduce(0) { ($0 * 256 + Int($1)) % divisor }
  }
}

extension Population {
  /// The population's file: one line of canonical JSON for each item, in order.
  package var fileBytes: [UInt8] {
    items.flatMap { item in
      let line = CanonicalJSON.object(of: [
        "id": .string(item.id),
        "at": .string(item.at.description),
        "fields": .object(of: item.fields.mapValues { .string($0) }),
      ])
      return line.bytes + [0x0A]
    }
  }
}

extension Digest {
  /// The digest in hexadecimal.
  fileprivate var hexadecimal: String {
    map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }
    .joined()
  }
}
