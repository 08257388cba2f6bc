import ReadinessModel

extension PopulationSource {
  /// How a collection of the host was retrieved.
  init<Row>(_ collection: HostCollection<Row>, _ history: HostHistory) {
    self.init(
      system: history.host,
      query: ([collection.query.endpoint] + collection.details).joined(separator: "\n"),
      parameters: collection.query.parameters,
      retrievedAt: collection.retrievedAt ?? history.collectedAt,
      pages: collection.pages,
      rows: collection.rows.count,
      statedTotal: collection.hostTotal
    )
  }
}

extension HostCollection {
  /// Why rows may be missing, nil when they are all there.
  var gap: String? {
    if !isComplete { return reason ?? "the host did not give all of it" }
    if let coversFrom { return "the host tells nothing from before \(coversFrom)" }
    if let hostTotal, hostTotal != rows.count {
      return "the host speaks of \(hostTotal) and gave \(rows.count)"
    }
    return nil
  }
}
