import Fixers
import Testing

@Suite("A sentence says which roles there are, and what each may reach")
struct RoleSentenceTests {
  private typealias Role = RoleMatrix.Role

  @Test(
    "The same matrix is understood in many ways of saying it",
    arguments: [
      "admin (full access), manager (team data), member (own data only)",
      "admin (full access) manager (team data) member (own data)",
      "admin (everything), manager (team data, no settings) and member (own)",
      "admin: full access, manager: team data, no settings; member: own data only",
      "admin = all; manager = read team data, write own data; member = their own data",
      "admin has full access, manager can read team data and change own data, member can only read"
        + " and write their own records",
      "The admin (full access).\nThe manager (reads the team's data, edits own).\nmember (own)",
      "- admin (complete access)\n- manager (team data but no settings)\n- member (own data only)",
    ]
  )
  func sameMatrix(_ sentence: String) throws {
    let matrix = try RoleSentence.read(sentence)
    #expect(
      matrix.roles == [
        Role(name: "admin", reads: .all, changes: .all, administers: true),
        Role(name: "manager", reads: .team, changes: .own, administers: false),
        Role(name: "member", reads: .own, changes: .own, administers: false),
      ]
    )
  }

  @Test(
    "Each part of a grant counts",
    arguments: [
      ("x (read all data)", RoleMatrix.Reach.all, nil, false),
      ("x (team data, read only)", .team, nil, false),
      ("x (read-only team data)", .team, nil, false),
      ("x (read and write team data)", .team, .team, false),
      ("x (full access to team data)", .team, .team, false),
      ("x (all data)", .all, .all, false),
      ("x (full access except settings)", .all, .all, false),
      ("x (own data, settings)", .own, .own, true),
      ("x (no access)", nil, nil, false),
    ] as [(String, RoleMatrix.Reach?, RoleMatrix.Reach?, Bool)]
  )
  func parts(_ clause: String, reads: RoleMatrix.Reach?, changes: RoleMatrix.Reach?, settings: Bool)
    throws
  {
    let role = try RoleSentence.read("admin (full access), \(clause)").roles.last
    #expect(role == Role(name: "x", reads: reads, changes: changes, administers: settings))
  }

  @Test(
    "What is not understood is named, and nothing is guessed",
    arguments: [
      ("", "no role was named"),
      ("admin (full access), manager (regional data)", "'regional' in 'manager (regional data)'"),
      ("full access", "'full access' names no role"),
      ("admin (full access), admin (own data)", "there twice"),
      ("member (own data), manager (team data)", "no role has full access"),
      ("admin (full access), member ()", "nothing is said of what member may reach"),
      ("admin (full access), member (not own data)", "says what member may not do"),
    ]
  )
  func problems(_ sentence: String, words: String) {
    let problem = #expect(throws: RoleSentence.Problem.self) { try RoleSentence.read(sentence) }
    #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
  }
}
