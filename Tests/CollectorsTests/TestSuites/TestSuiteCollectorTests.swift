import Collectors
import ReadinessModel
import Testing

@Suite("Tests are counted, and what they skip and refuse is found")
struct TestSuiteCollectorTests {
  private func read(_ text: String) throws -> TestFile {
    try #require(TestFile(RepositoryFile(path: "src/a.test.ts", text: text)))
  }

  @Test("Cases are calls of test functions, not words in comments, strings and patterns")
  func countsCases() throws {
    let file = try read(
      """
      import { it, describe } from "vitest";
      // it("commented", () => {});
      /* test("too", () => {}) */
      const text = `it("in a template ${it.length}")`;
      describe("group", () => {
        it("one", () => { expect(/it("x")/.test("it('y')")).toBe(true); });
        test('two isn\\'t three', async () => {});
        it.each([[1, 2], [3, 4]])("table %s", (a) => {});
        test.each`a | b
          ${1} | ${2}`("template table", () => {});
        it.concurrent("three", () => {});
        other.it("no"); regex.test("no"); submit("no");
      });
      """
    )
    #expect(file.framework == "vitest")
    #expect(file.cases == 5)
    #expect(file.skipped.isEmpty)
  }

  @Test("Everything that is skipped, left for later or focused is found")
  func findsSkips() throws {
    let file = try read(
      """
      it.skip("a", () => {});
      xit("b", () => {});
      describe.skip("c", () => { it("d", () => {}); });
      test.todo("e");
      it.only("f", () => {});
      test("g", { skip: true }, () => {});
      test("h", { timeout: 10 }, () => {});
      it.skipIf(process.env.CI)("i", () => {});
      test.fixme("j", async () => { test.skip(browser === "x"); });
      """
    )
    #expect(file.skipped.map(\.line) == [1, 2, 3, 4, 5, 6, 9])
  }

  @Test("A case that asserts a refusal is found by what it asserts, not by its title")
  func findsDenials() throws {
    let file = try read(
      """
      it("403 in the title only", () => { expect(1).toBe(1); });
      it("supertest", async () => { await request(app).get("/x").expect(403); });
      it("jest", async () => { expect(res.status).toBe(401); });
      it("throws", async () => { await expect(f()).rejects.toThrow(ForbiddenException); });
      it("message", () => { expect(() => f()).toThrow("Access denied"); });
      it("assert", () => { assert.equal(res.statusCode, 403); });
      it("mock", () => { server.use(() => res.status(403)); expect(a).toBe(2); });
      it.each([1])("table", () => { expect(res.status).toEqual(HttpStatus.FORBIDDEN); });
      it("ok", () => { expect(res.status).toBe(200); });
      it("subject", () => { expect(screen.getByText("Unauthorized sharing")).toBeVisible(); });
      it("option", () => { expect(f()).toEqual({ rejectUnauthorized: false }); });
      """
    )
    #expect(file.denials.map(\.line) == [2, 3, 4, 5, 6, 8])
  }

  @Test("Suites are joined by package and framework, told by import, place, settings, packages")
  func joinsSuites() {
    let suites = TestSuiteCollector.collect(
      repository([
        "package.json": #"{"workspaces":["a","b"],"devDependencies":{"jest":"29"}}"#,
        "a/package.json": #"{"devDependencies":{"vitest":"1"}}"#,
        "a/vitest.config.ts": "",
        "a/x.test.ts": "it('a', () => {})",
        "a/y.spec.ts": "import {test} from '@playwright/test'; test('b', () => {})",
        "b/package.json": "{}",
        "b/__tests__/z.js": "it('c', () => {}); it('d', () => {})",
        "b/cypress/e.cy.js": "it('e', () => {})",
        "b/src/helper.ts": "it('no test file', () => {})",
      ])
    ).facts
    #expect(
      suites.map { "\($0.package) \($0.framework) \($0.files) \($0.cases)" } == [
        "a playwright 1 1", "a vitest 1 1", "b cypress 1 1", "b jest 1 2",
      ]
    )
    #expect(suites[1].location.file == "a/vitest.config.ts")
  }

  @Test("Odd texts end", .timeLimit(.minutes(30)))
  func survivesHostileText() {
    for piece in ["it(", "`${", "\"", "/", "/*", "it.each`", "(", "}", "it('x', {", "expect("] {
      let text = String(repeating: piece, count: 20_000)
      _ = TestFile(RepositoryFile(path: "a.test.ts", text: text))
    }
  }
}
