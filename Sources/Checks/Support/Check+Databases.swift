import ReadinessModel

extension Check {
  /// Judges one property of every database.
  ///
  /// `item` gives what is wrong with a database, nil when nothing is. Databases that could not be
  /// seen never count as good.
  static func eachDatabase(
    _ table: StoreTable,
    holding message: (Int) -> String,
    at evidence: (DataStore) -> SourceLocation?,
    item: (DataStore) -> Finding?
  ) -> [Finding] {
    let databases = table.databases
    let items = databases.compactMap(item)
    return eachItem(items + unseenDatabase(table) + unresolvedBlocks(table.unresolved)) {
      guard !databases.isEmpty else {
        return notApplicable("No database was seen in the infrastructure code or the application")
      }
      return holds(message(databases.count), at: databases.map { evidence($0) ?? $0.location })
    }
  }
}
