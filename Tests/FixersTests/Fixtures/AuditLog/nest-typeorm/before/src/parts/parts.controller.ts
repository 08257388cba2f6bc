import { Controller, Delete, Get, Param, Request, UseGuards } from "@nestjs/common";
import { AuthGuard } from "@nestjs/passport";
import { InjectRepository } from "@nestjs/typeorm";
import { Repository } from "typeorm";
import { Part } from "./part.entity";

@UseGuards(AuthGuard("jwt"))
@Controller({ path: "parts", version: "1" })
export class PartsController {
    constructor(@InjectRepository(Part) private readonly parts: Repository<Part>) {}

    @Get()
    all() {
        return this.parts.find();
    }

    @Delete(":id")
    async remove(@Param("id") id: string, @Request() request) {
        if (request.user.id === undefined) return;
        await this.parts.delete({ id: Number(id) });
    }
}
