import { Router } from 'express'
import type { Request, Response } from 'express'
import { audit } from './audit-logger'
import { authorize, deny, reach, reaches, within } from './authorize'
import { guard } from './guard'
import { prisma } from './prisma'
import { addTask, findTask, tasksOf } from './services/tasks'

export const routes = Router()

routes.get('/projects', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  res.json(await prisma.project.findMany({ where: within.project(reach(res)), orderBy: { id: 'asc' } }))
})
routes.post('/projects', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  const { title } = req.body
  const project = await prisma.project.create({ data: { title, slug: title, ownerId: req.user!.id } })
  res.status(201).json(project)
})
routes.get('/projects/:id', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  if (!(await reaches(reach(res), 'project', Number(req.params.id)))) {
    return deny(res, 'project out of reach')
  }
  const project = await prisma.project.findUnique({ where: { id: Number(req.params.id), AND: within.project(reach(res)) }, include: { tasks: true } })
  if (!project) { res.status(404).json({ message: 'No such project' }); return }
  res.json(project)
})
routes.get('/projects/by-slug/:slug', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  const { slug } = req.params
  if (!(await reaches(reach(res), 'project.slug', slug))) {
    return deny(res, 'project out of reach')
  }
  res.json(await prisma.project.findUnique({ where: { slug, AND: within.project(reach(res)) } })) // „sprechend“
})
routes.patch('/projects/:id', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  const id = Number(req.params.id)
  if (!(await reaches(reach(res), 'project', id))) {
    return deny(res, 'project out of reach')
  }
  const project = await prisma.project.update({
    where: { id, AND: within.project(reach(res)) },
    data: { title: req.body.title }
  })
  res.json(project)
})
routes.delete('/projects/:id', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  if (!(await reaches(reach(res), 'project', Number(req.params.id)))) {
    return deny(res, 'project out of reach')
  }
  res.json(await prisma.project.delete({ where: { id: Number(req.params.id), AND: within.project(reach(res)) } }))
})
routes.get('/projects/:id/tasks', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  if (!(await reaches(reach(res), 'project', Number(req.params.id)))) {
    return deny(res, 'project out of reach')
  }
  res.json(await tasksOf(Number(req.params.id), reach(res)))
})
routes.get('/tasks/:id', audit('tasks'), guard, authorize, async (req: Request, res: Response) => {
  if (!(await reaches(reach(res), 'task', Number(req.params.id)))) {
    return deny(res, 'task out of reach')
  }
  res.json(await findTask(Number(req.params.id), reach(res)))
})
routes.post('/tasks', audit('tasks'), guard, authorize, async (req: Request, res: Response) => {
  if (!(await reaches(reach(res), 'project', req.body.projectId))) {
    return deny(res, 'project out of reach')
  }
  res.status(201).json(await addTask(req.body.projectId, req.body.title))
})
routes.put('/projects/:id', audit('projects'), guard, authorize, async (req: Request, res: Response) => {
  if (!(await reaches(reach(res), 'project', Number(req.params.id)))) {
    return deny(res, 'project out of reach')
  }
  res.json(await prisma.project.update({ where: { id: Number(req.params.id), AND: within.project(reach(res)) }, data: req.body }))
})
routes.get('/settings', audit('settings'), guard, authorize, async (req: Request, res: Response) => {
  res.json(await prisma.setting.findMany())
})
routes.put('/settings', audit('settings'), guard, authorize, async (req: Request, res: Response) => {
  await prisma.setting.update({ where: { name: req.body.name }, data: { value: req.body.value } })
  res.status(204).end()
})
