package import ReadinessModel

/// Every fixer there is, in the order in which they are applied.
package enum FixerRegistry {
  /// The fixers; one that builds on another comes after it.
  package static let all: [any Fixer.Type] = [
    // What the application does.
    LogDataAccess.self,
    LimitAccessByRole.self,
    ReportHealth.self,
    CollectErrorsAndMeasurements.self,
    KeepPersonalDataOutOfLogs.self,
    // What it keeps, and for how long.
    ClassifyData.self,
    EncryptSensitiveFields.self,
    PurgeWhatIsPastItsTime.self,
    KeepAuditLogToItsTime.self,
    DeleteOneSubject.self,
    // What it runs on.
    EncryptDataStores.self,
    CloseToTheInternet.self,
    RequireModernTLS.self,
    ProtectDatabases.self,
    CopyBackupsElsewhere.self,
    ExpireStoredObjects.self,
    RaiseAlarms.self,
    ProbeFromOutside.self,
    // How it gets there.
    ScanEveryChange.self,
    ApproveDeployments.self,
    RecordDeployments.self,
    CheckProtectionWeekly.self,
    ProposeDependencyUpdates.self,
    NameCodeOwners.self,
    AskWhatReviewersNeed.self,
    KeepBranchRules.self,
    KeepTextOutOfScripts.self,
    LimitTokens.self,
    LimitConcurrency.self,
    PinActions.self,
    RehearseRecovery.self,
    // What people agreed on.
    DescribeSystem.self,
    RegisterVendors.self,
    RegisterRisks.self,
    WritePolicies.self,
    WriteIncidentPlan.self,
    WriteRecoveryRunbook.self,
    WriteRunbooks.self,
  ]

  /// Finds fixers by identifier, alias or the control they serve.
  package static func fixers(named name: String) -> [any Fixer.Type] {
    let wanted = name.lowercased()
    return all.filter { fixer in
      fixer.id.rawValue == wanted || fixer.aliases.contains(wanted)
        || fixer.controls.contains { $0.rawValue.lowercased() == wanted }
    }
  }

  /// Names that may be asked for, sorted.
  package static var names: [String] {
    Set(all.flatMap { [$0.id.rawValue] + $0.aliases + $0.controls.map(\.rawValue) }).sorted()
  }

  /// The fixers that serve a control.
  package static func fixers(for control: ControlID) -> [any Fixer.Type] {
    all.filter { $0.controls.contains(control) }
  }
}
