/// The day that all entries of an archive bear as the time of their last change.
package struct ArchiveDay: Hashable, Sendable {
  /// The day as zip files write it: years since 1980, month and day.
  let code: UInt16

  /// Creates a day; the years of a zip file are those from 1980 to 2107.
  package init(year: Int, month: Int, day: Int) {
    let years = min(max(year, 1980), 2107) - 1980
    code = UInt16(years << 9 | (month & 15) << 5 | day & 31)
  }

  init(code: UInt16) { self.code = code }
}
