package program

// The operations of a Builder by name: as Binary and Unary with the Op of that name.

func (p *Builder) Add(a, b Value) Value   { return p.Binary(Add, a, b) }
func (p *Builder) Sub(a, b Value) Value   { return p.Binary(Sub, a, b) }
func (p *Builder) Mul(a, b Value) Value   { return p.Binary(Mul, a, b) }
func (p *Builder) Div(a, b Value) Value   { return p.Binary(Div, a, b) }
func (p *Builder) Min(a, b Value) Value   { return p.Binary(Min, a, b) }
func (p *Builder) Max(a, b Value) Value   { return p.Binary(Max, a, b) }
func (p *Builder) LT(a, b Value) Value    { return p.Binary(LT, a, b) }
func (p *Builder) LE(a, b Value) Value    { return p.Binary(LE, a, b) }
func (p *Builder) EQ(a, b Value) Value    { return p.Binary(EQ, a, b) }
func (p *Builder) NE(a, b Value) Value    { return p.Binary(NE, a, b) }
func (p *Builder) Share(a, b Value) Value { return p.Binary(Share, a, b) }
func (p *Builder) Snap(a, b Value) Value  { return p.Binary(Snap, a, b) }

func (p *Builder) Neg(a Value) Value     { return p.Unary(Neg, a, 0) }
func (p *Builder) Abs(a Value) Value     { return p.Unary(Abs, a, 0) }
func (p *Builder) Exp(a Value) Value     { return p.Unary(Exp, a, 0) }
func (p *Builder) Log(a Value) Value     { return p.Unary(Log, a, 0) }
func (p *Builder) Sqrt(a Value) Value    { return p.Unary(Sqrt, a, 0) }
func (p *Builder) Not(a Value) Value     { return p.Unary(Not, a, 0) }
func (p *Builder) Phi(a Value) Value     { return p.Unary(Phi, a, 0) }
func (p *Builder) Half(a Value) Value    { return p.Unary(Half, a, 0) }
func (p *Builder) Outside(a Value) Value { return p.Unary(Outside, a, 0) }
