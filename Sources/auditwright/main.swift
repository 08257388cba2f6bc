print("auditwright")
