import ReadinessModel

/// What a fixer of documents may ask people, and writes a mark for while nobody answers.
package enum DocumentDecisions {
  static let company = FixDecision(
    id: "company-name",
    question: "What is the company called in its policies?"
  )
  static let contact = FixDecision(
    id: "security-contact",
    question: "To which address does somebody outside report a weakness?"
  )
  static let owner = FixDecision(
    id: "security-owner",
    question: "Who answers for the security documents?"
  )
  static let approver = FixDecision(
    id: "security-approver",
    question: "Who approves the security documents, not being their owner?"
  )

  /// All of them.
  static let all = [company, contact, owner, approver]

  /// Why an answer cannot be used, nil when it can.
  static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    if answer.contains(where: { $0.isNewline || "\"\\[]<>|`".contains($0) }) || answer.count > 100 {
      return "it has to be one line without quotes, brackets and bars"
    }
    guard decision == contact.id else { return nil }
    let parts = answer.split(separator: "@", omittingEmptySubsequences: false)
    let isMail = parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
    return isMail || answer.hasPrefix("https://")
      ? nil : "it is neither a mail address nor an https address"
  }
}

extension FactBook {
  /// Everything documents can say about a repository.
  static func of(_ project: FixProject, _ answers: FixAnswers) -> FactBook {
    project.memory.book(answers) { written(project, answers) }
  }

  private static func written(_ project: FixProject, _ answers: FixAnswers) -> FactBook {
    var book = FactBook()
    book.readAnswers(answers)
    book.readSystem(project)
    if let application = project.facts.application.value {
      book.readRoutes(application, project)
      book.readSignIn(application)
      book.readRecords(application, project)
      book.readSource(application)
    }
    if let infrastructure = project.facts.infrastructure.value {
      book.readStores(infrastructure)
      book.readPlatform(infrastructure)
    }
    if let delivery = project.facts.delivery.value {
      book.readDelivery(delivery, project)
    }
    book.readData(project)
    book.readVendors(project)
    book.readFindings(project)
    return book
  }

  private mutating func readAnswers(_ answers: FixAnswers) {
    self["company"] = answers[DocumentDecisions.company].map { DocumentFact($0) }
    self["contact"] = answers[DocumentDecisions.contact].map { DocumentFact($0) }
    self["owner"] = answers[DocumentDecisions.owner].map { DocumentFact($0) }
    self["approver"] = answers[DocumentDecisions.approver].map { DocumentFact($0) }
  }

  private mutating func readSystem(_ project: FixProject) {
    let root = project.packages[""]
    let named = root?.name ?? project.packages.sorted { $0.key < $1.key }.first?.value.name
    self["system"] = named.map { DocumentFact(code: $0) } ?? DocumentFact("the system")
    let frameworks = project.facts.inventory.frameworks.sorted()
    if !frameworks.isEmpty {
      self["frameworks"] = DocumentFact(Phrase.listed(frameworks.map(Self.properName)))
    }
    let languages = project.facts.inventory.languages.filter {
      ["typescript", "javascript", "python", "go", "java", "ruby", "php", "kotlin", "rust"]
        .contains(
          $0.key
        )
    }
    if let most = languages.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
      self["language"] = DocumentFact(Self.properName(most.key))
    }
    self["today"] = DocumentFact(project.facts.assessedOn)
    self["folder"] = DocumentFact(DocumentFolder.of(project.files))
    if project.facts.host.value != nil { self["host"] = DocumentFact("GitHub") }
    if let page = project.facts.documents.statusPage {
      self["status-page"] = DocumentFact("status page", at: [page])
    }
    if project.files.paths.contains(where: { $0.hasPrefix(".github/") }) {
      self["github"] = DocumentFact("GitHub")
    }
  }

  /// A product's name as its makers write it.
  private static func properName(_ name: String) -> String {
    let known = [
      "express": "Express", "nestjs": "NestJS", "nextjs": "Next.js", "fastify": "Fastify",
      "koa": "Koa", "hono": "Hono", "strapi": "Strapi", "typescript": "TypeScript",
      "javascript": "JavaScript", "python": "Python", "go": "Go", "java": "Java", "ruby": "Ruby",
      "php": "PHP", "kotlin": "Kotlin", "rust": "Rust",
    ]
    return known[name] ?? SafeWords.prose(name)
  }
}
