import ReadinessModel
import Testing

@Suite("Auditwright's own commands count for what they do")
struct OwnRecordTests {
  private func records(_ steps: String, _ others: [String: String] = [:]) -> [DeployRecordStep] {
    let text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + steps
    return delivery([".github/workflows/deploy.yml": text].merging(others) { $1 }).deployRecords
  }

  private static let record =
    "      - run: auditwright deploy record --version v1 --environment production --approver ann\n"

  @Test("A record that nothing carries off the runner is none")
  func ephemeral() {
    #expect(records(Self.record).isEmpty)
    #expect(records("      - run: git push origin main\n" + Self.record).isEmpty)
    let comment = "      - run: |\n          # git push\n          echo done\n"
    #expect(records(Self.record + comment).isEmpty)
  }

  @Test(
    "One that a later step carries off is",
    arguments: [
      "      - run: git -C evidence push origin HEAD:evidence\n",
      "      - run: aws s3 cp .auditwright s3://trail --recursive\n",
      "      - uses: actions/upload-artifact@v4\n", "      - run: bash scripts/keep.sh\n",
    ]
  )
  func carried(step: String) {
    let script = ["scripts/keep.sh": "git push origin HEAD:evidence\n"]
    let fields = records(Self.record + step, script).first?.fields ?? []
    #expect(Set(["approver", "commit", "deployer", "time", "version"]).isSubset(of: fields))
    #expect(!fields.contains("digest"))
  }

  @Test("An approver that is not handed over is not recorded")
  func approver() {
    let step =
      "      - run: |\n          # --approver ann\n          auditwright deploy record"
      + " --version v1 --environment production\n          git push origin evidence\n"
    #expect(records(step).first?.fields.contains("approver") == false)
  }

  @Test("Watching looks at protection only where it may ask the host")
  func watch() {
    #expect(activities(of: "auditwright watch").isEmpty)
    #expect(activities(of: "auditwright watch --github").map(\.kind) == [.protectionCheck])
  }

  @Test("A program of a module is what it is called")
  func modules() {
    let found = activities(of: "go run github.com/zricethezav/gitleaks/v8@v8.30.1 git --redact")
    #expect(found.map(\.kind) == [.secretScan])
    #expect(found.map(\.blocking) == [true])
    #expect(activities(of: "go run ./cmd/gitleaks git").isEmpty)
  }
}
