package program

// Follow takes intervals through a program, where the draws of each law lie as is said, and tells of each effect where the column
// that it reads lies.
func (p *Program) Follow(draws func(law int32) Interval, effect func(in *Instr, x Interval)) {
	at := make([]Interval, p.Registers)
	for i := range p.Code {
		in := &p.Code[i]
		if !in.Op.Makes() {
			effect(in, at[in.A])
			continue
		}
		x := OpBounds(in.Op, at[in.A], at[in.B], at[in.C], in.Imm, in.Aux)
		switch in.Op {
		case Const:
			x = Exactly(in.Imm)
		case Sample, Quantile:
			x = draws(in.Aux2)
		case Compound:
			x = draws(p.Events[in.Aux].Law).SumOf(at[in.A])
		case Strength:
			c := p.Courses[in.Aux]
			x = StrengthBounds(in.Imm, at[c.Onset], at[c.Ramp], at[c.Hold], at[c.Half], at[c.Floor])
		}
		if !x.Known() {
			x = Anything
		}
		at[in.Dst] = x
	}
}
