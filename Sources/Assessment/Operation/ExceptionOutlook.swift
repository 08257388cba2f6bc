package import ReadinessModel

/// Forecasts what an auditor is likely to write about controls for a period.
package struct ExceptionOutlook: Sendable {
  /// The share of a population from which deviations are no longer isolated.
  private static let systematicShare = 0.05
  /// Populations smaller than this are left to a person's judgement.
  private static let judgedBelow = 10
  /// Days after which a lasting deviation is no longer isolated.
  private static let lastingDays = 14

  private let period: DaySpan
  private let deviations: [Deviation]
  private let populations: [Population]

  /// Creates an outlook on a period.
  package init(period: DaySpan, deviations: [Deviation], populations: [Population]) {
    self.period = period
    self.deviations = deviations.filter { deviation in
      deviation.from.day <= period.through && (deviation.to?.day ?? period.through) >= period.from
    }
    self.populations = populations
  }

  /// The forecasts, one for each control that deviated or has a population, in order.
  package var forecasts: [ExceptionForecast] {
    let controls = Set(deviations.flatMap(\.controls) + populations.flatMap(\.controls))
    return controls.sorted().map(forecast)
  }

  private func forecast(_ control: ControlID) -> ExceptionForecast {
    let own = deviations.filter { $0.controls.contains(control) }
    let lists = populations.filter { $0.controls.contains(control) }
    let incomplete = lists.first { $0.standing == .incomplete }
    let size = lists.isEmpty || incomplete != nil ? nil : lists.map(\.items.count).reduce(0, +)
    let (outlook, reason) = judge(own, size: size, incomplete: incomplete)
    return ExceptionForecast(
      control: control,
      outlook: outlook,
      deviations: own.count,
      populationSize: size,
      reason: reason
    )
  }

  private func judge(
    _ own: [Deviation],
    size: Int?,
    incomplete: Population?
  ) -> (ExceptionForecast.Outlook, String) {
    if let lasting = own.first(where: lasts) {
      return (.systematic, "\(lasting.message): it lasted more than \(Self.lastingDays) days")
    }
    let kinds = Dictionary(grouping: own, by: \.kind)
    if let recurring = kinds.keys.sorted(by: { $0.rawValue < $1.rawValue })
      .first(where: { kinds[$0]?.count ?? 0 >= 3 }), let count = kinds[recurring]?.count,
      size.map({ Double(count) > Self.systematicShare * Double($0) }) ?? true
    {
      return (.systematic, "\(count) deviations of one kind: \(recurring.rawValue)")
    }
    if let size, !own.isEmpty {
      if size < Self.judgedBelow {
        return (.judgement, "\(own.count) of \(size): too few for a share to mean anything")
      }
      if Double(own.count) > Self.systematicShare * Double(size) {
        return (.systematic, "\(own.count) of \(size) deviate, more than one in twenty")
      }
    }
    if !own.isEmpty {
      let of = size.map { " of \($0)" } ?? ""
      return (.isolated, "\(own.count)\(of), with no common cause")
    }
    if let doubt = incomplete?.doubts.first { return (.unknown, doubt) }
    return (.none, size == 0 ? "Nothing happened for it to act on" : "No deviation in the period")
  }

  private func lasts(_ deviation: Deviation) -> Bool {
    let end = deviation.to?.day ?? period.through
    return deviation.isLasting
      && end.number - deviation.from.day.number > Self.lastingDays
  }
}
