import { Router } from "express"
import { onlyMembers } from "./guard.js"
import { addTask, holidays, listProjects, me, renameTask, showTask } from "./handlers.js"

export const routes = Router() // Wege

routes.use(onlyMembers)
routes.get("/me", me)
routes.get("/projects", listProjects)
routes.get("/holidays", holidays)
routes.get("/tasks/:id", showTask)
routes.put("/tasks/:id", renameTask)
routes.post("/tasks", addTask)