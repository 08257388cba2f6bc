import ReadinessModel

extension FixTools {
  static let filesSchema = Schema.list(
    of: Schema.object([
      "path": Schema.text("Path."), "isNew": Schema.flag("Whether it is a new file."),
      "isWhole": Schema.flag("Whether the patch is shown whole."),
      "patch": Schema.text("Unified diff."),
    ]),
    "Files, as many as fit."
  )

  static let changesSchema = Schema.list(
    of: Schema.object([
      "id": Schema.text("Control or check."), "before": Schema.text("Before."),
      "after": Schema.text("Afterwards."), "reason": Schema.text("Why."),
    ]),
    "What becomes of it."
  )

  static let decisionsSchema = Schema.list(
    of: Schema.object(
      [
        "name": Schema.text("Name of the decision."), "question": Schema.text("The question."),
        "answer": Schema.text("The answer in force."),
        "isGiven": Schema.flag("Whether somebody gave it; otherwise it is the standard one."),
        "choices": Schema.list(
          of: Schema.object([
            "value": Schema.text("Answer."), "meaning": Schema.text("What it means."),
          ]),
          "Answers; none for free text."
        ),
      ],
      optional: ["answer"]
    ),
    "Questions for a person."
  )

  static let fixersSchema = Schema.list(
    of: Schema.object([
      "id": Schema.text("Fixer."), "title": Schema.text("What it does."),
      "controls": Schema.texts("Controls it serves."),
      "changes": Schema.list(
        of: Schema.object(
          [
            "title": Schema.text("What changes."), "reason": Schema.text("Why."),
            "applicability": Schema.text("safe, needs-decision or display-only."),
            "decision": Schema.text("Decision it waits for."),
            "included": Schema.flag("Whether it is part of the patch."),
            "files": Schema.texts("Files it touches."),
          ],
          optional: ["decision"]
        ),
        "Changes."
      ),
      "leftAlone": Schema.list(
        of: Schema.object(
          [
            "subject": Schema.text("What."), "reason": Schema.text("Why."), "at": Schema.location,
            "next": Schema.text("What a person can do."),
          ],
          optional: ["at"]
        ),
        "What it leaves alone."
      ),
      "followUps": Schema.texts("What remains for people."),
    ]),
    "What each fixer does."
  )
}
