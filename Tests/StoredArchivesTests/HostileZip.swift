/// A zip file with whatever somebody may put into one.
struct HostileZip: Sendable {
  struct Entry: Sendable {
    var name: String
    var otherName: String?
    var method: UInt16 = 0
    var flags: UInt16 = 0
    var time: UInt16 = 0
    var mode: UInt32 = 0o100644
    var extra = 0
    var claimedSize: UInt32?
  }

  let entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries }

  /// The file; each entry holds the digit one.
  var bytes: [UInt8] {
    var all: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = UInt32(all.count)
      all += number(0x0403_4b50 as UInt32) + common(entry, entry.name) + Array(entry.name.utf8)
      all += [UInt8](repeating: 0, count: entry.extra) + [0x31]
      let name = entry.otherName ?? entry.name
      directory += number(0x0201_4b50 as UInt32) + number(0x031e as UInt16)
      directory += common(entry, name) + [UInt8](repeating: 0, count: 6)
      directory += number(entry.mode << 16) + number(offset) + Array(name.utf8)
      directory += [UInt8](repeating: 0, count: entry.extra)
    }
    let count = number(UInt16(entries.count))
    return all + directory + number(0x0605_4b50 as UInt32) + [0, 0, 0, 0] + count + count
      + number(UInt32(directory.count)) + number(UInt32(all.count)) + [0, 0]
  }

  private func common(_ entry: Entry, _ name: String) -> [UInt8] {
    let size = number(entry.claimedSize ?? 1)
    return number(10 as UInt16) + number(entry.flags) + number(entry.method) + number(entry.time)
      + number(0x5d77 as UInt16) + number(0x83dc_efb7 as UInt32) + size + size
      + number(UInt16(name.utf8.count)) + number(UInt16(entry.extra))
  }

  private func number(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
