import { Router } from 'express'
import type { Request, Response } from 'express'
import { guard } from './guard'
import { prisma } from './prisma'
import { addTask, findTask, tasksOf } from './services/tasks'

export const routes = Router()

routes.get('/projects', guard, async (req: Request, res: Response) => {
  res.json(await prisma.project.findMany({ orderBy: { id: 'asc' } }))
})
routes.post('/projects', guard, async (req: Request, res: Response) => {
  const { title } = req.body
  const project = await prisma.project.create({ data: { title, slug: title, ownerId: req.user!.id } })
  res.status(201).json(project)
})
routes.get('/projects/:id', guard, async (req: Request, res: Response) => {
  const project = await prisma.project.findUnique({ where: { id: Number(req.params.id) }, include: { tasks: true } })
  if (!project) { res.status(404).json({ message: 'No such project' }); return }
  res.json(project)
})
routes.get('/projects/by-slug/:slug', guard, async (req: Request, res: Response) => {
  const { slug } = req.params
  res.json(await prisma.project.findUnique({ where: { slug } })) // „sprechend“
})
routes.patch('/projects/:id', guard, async (req: Request, res: Response) => {
  const id = Number(req.params.id)
  const project = await prisma.project.update({
    where: { id },
    data: { title: req.body.title }
  })
  res.json(project)
})
routes.delete('/projects/:id', guard, async (req: Request, res: Response) => {
  res.json(await prisma.project.delete({ where: { id: Number(req.params.id) } }))
})
routes.get('/projects/:id/tasks', guard, async (req: Request, res: Response) => {
  res.json(await tasksOf(Number(req.params.id)))
})
routes.get('/tasks/:id', guard, async (req: Request, res: Response) => {
  res.json(await findTask(Number(req.params.id)))
})
routes.post('/tasks', guard, async (req: Request, res: Response) => {
  res.status(201).json(await addTask(req.body.projectId, req.body.title))
})
routes.put('/projects/:id', guard, async (req: Request, res: Response) => {
  res.json(await prisma.project.update({ where: { id: Number(req.params.id) }, data: req.body }))
})
routes.get('/settings', guard, async (req: Request, res: Response) => {
  res.json(await prisma.setting.findMany())
})
routes.put('/settings', guard, async (req: Request, res: Response) => {
  await prisma.setting.update({ where: { name: req.body.name }, data: { value: req.body.value } })
  res.status(204).end()
})
