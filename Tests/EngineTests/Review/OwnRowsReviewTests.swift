import Engine
import ReadinessModel
import TestSupport
import Testing

@Suite("A list of the caller's own rows that becomes everybody's is told")
struct OwnRowsReviewTests {
  static let files = [
    "package.json":
      "{ \"name\": \"shop\", \"dependencies\": { \"express\": \"^4.18.0\", \"@prisma/client\": \"^5.0.0\" } }",
    "src/app.js": """
    const express = require('express');
    const { PrismaClient } = require('@prisma/client');
    const prisma = new PrismaClient();
    const app = express();
    app.use((req, res, next) => (req.user ? next() : res.status(401).end()));
    app.get('/orders', async (req, res) => {
      const orders = await prisma.order.findMany({
        orderBy: { createdAt: 'asc' },
        where: { userId: req.user.id },
      });
      res.json(orders);
    });
    app.listen(3000);
    """,
  ]

  @Test("The filter is gone, though no object is named in the path")
  func dropped() throws {
    let change = try ReviewedRepository(Self.files)
    try change.replace("    where: { userId: req.user.id },\n", with: "", in: "src/app.js")
    let review = try change.review()
    #expect(review.verdict == .needsDiscussion, "\(review.summary)")
    #expect(review.concerns.map(\.kind) == [.ownershipLost])
    #expect(review.concerns.first?.causes.first?.location.file == "src/app.js")
  }

  @Test("The filter is written otherwise")
  func moved() throws {
    let change = try ReviewedRepository(Self.files)
    try change.replace(
      "where: { userId: req.user.id },",
      with: "where: { AND: [{ userId: req.user.id }, { archived: false }] },",
      in: "src/app.js"
    )
    #expect(try change.review().summary == ["approve"])
  }
}
