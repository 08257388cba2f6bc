import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { notFound } from '../lib/errors';
import { oneOf, uuid } from '../lib/validate';

const stages = ['lead', 'qualified', 'proposal', 'won', 'lost'] as const;

export const pipelineRouter = Router();

pipelineRouter.put(
  '/deals/:id/stage',
  asyncHandler(async (req, res) => {
    const stage = oneOf(req.body.stage, stages, 'stage');
    const closed = stage === 'won' || stage === 'lost';
    const { rows } = await query(
      `UPDATE deals SET stage = $1, closed_at = CASE WHEN $2 THEN now() END
       WHERE id = $3 RETURNING *`,
      [stage, closed, uuid(req.params.id, 'id')],
    );
    if (rows.length === 0) {
      throw notFound('Deal');
    }
    res.json(rows[0]);
  }),
);
