import { NextFunction, Request, Response, Router } from 'express';
import auth from './auth';
import prisma from './prisma';

const router = Router();

router.get('/notes/:id', auth.required, async (req: Request & { auth?: { id: number } }, res: Response, next: NextFunction) => {
  try {
    const note = await prisma.note.findUnique({ where: { id: Number(req.params.id) } });
    res.json({ note, mine: note?.authorId === req.auth?.id });
  } catch (error) {
    next(error);
  }
});

router.delete(
  '/notes/:id', // for good
  auth.required,
  async (req: Request, res: Response, next: NextFunction) => {
    try {
      await prisma.note.delete({ where: { id: Number(req.params.id) } });
      res.sendStatus(204);
    } catch (error) {
      next(error);
    }
  },
);

export default router;
