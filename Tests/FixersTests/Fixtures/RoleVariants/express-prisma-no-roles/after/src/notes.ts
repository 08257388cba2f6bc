import { NextFunction, Request, Response, Router } from 'express';
import { audit } from './audit-logger';
import auth from './auth';
import { authorize, deny, reach, reaches, within } from './authorize';
import prisma from './prisma';

const router = Router();

router.get('/notes/:id', audit('notes'), auth.required, authorize, async (req: Request & { auth?: { id: number } }, res: Response, next: NextFunction) => {
  if (!(await reaches(reach(res), 'note', Number(req.params.id)))) {
    return deny(res, 'note out of reach');
  }
  try {
    const note = await prisma.note.findUnique({ where: { id: Number(req.params.id), AND: within.note(reach(res)) } });
    res.json({ note, mine: note?.authorId === req.auth?.id });
  } catch (error) {
    next(error);
  }
});

router.delete(
  '/notes/:id', audit('notes'), // for good
  auth.required,
  authorize,
  async (req: Request, res: Response, next: NextFunction) => {
    if (!(await reaches(reach(res), 'note', Number(req.params.id)))) {
      return deny(res, 'note out of reach');
    }
    try {
      await prisma.note.delete({ where: { id: Number(req.params.id), AND: within.note(reach(res)) } });
      res.sendStatus(204);
    } catch (error) {
      next(error);
    }
  },
);

export default router;
