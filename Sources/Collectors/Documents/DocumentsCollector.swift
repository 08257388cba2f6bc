package import ReadinessModel

/// Reads policies, plans, registers and records kept in the repository.
package enum DocumentsCollector {
  /// Collects the facts; a register that cannot be read is recorded.
  package static func collect(_ files: RepositoryFiles) -> Collected<DocumentFacts> {
    collect(files, manifests: PackageManifests(files))
  }

  /// Collects the facts, the manifests already read.
  package static func collect(
    _ files: RepositoryFiles,
    manifests: PackageManifests
  ) -> Collected<DocumentFacts> {
    let documents = files.files.compactMap(ProseDocument.init)
      .flatMap(GovernanceReader.documents)
      .sorted { ($0.location, $0.topic.rawValue) < ($1.location, $1.topic.rawValue) }
    var registers = Registers(files: files)
    let records = EvidenceRecords(files: files)
    let vendorRegister = registers.vendors()
    let dataInventory = registers.data()
    let riskRegister = registers.risks()
    let facts = DocumentFacts(
      documents: documents,
      vendorRegister: vendorRegister,
      derivedVendors: VendorFinder(files: files, manifests: manifests).vendors(),
      dataInventory: dataInventory,
      drills: records.drills,
      accessReviews: records.accessReviews,
      statusPage: PublicPages.statusPage(files),
      securityContact: PublicPages.securityContact(files),
      incidents: records.incidents,
      riskRegister: riskRegister
    )
    return Collected(facts, skipped: registers.skipped)
  }
}
