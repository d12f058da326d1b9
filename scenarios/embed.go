// Package scenarios holds the scenario files that come with the program, so that it runs without them on disk.
package scenarios

import "embed"

// FS holds every scenario that is shipped, as FOLDER/NAME.toml. They are named one by one: what else lies here is somebody's
// own, and neither built into the program nor tested.
//
//go:embed dprk/model.toml dprk/baseline.toml
//go:embed dprk/chinese_pressure.toml dprk/exchange_checks.toml dprk/expulsions.toml dprk/full_pressure.toml dprk/hiring.toml
//go:embed dprk/input_denial.toml dprk/laptop_farms.toml dprk/nft_breakout.toml dprk/payment_pressure.toml dprk/port_watch.toml
//go:embed dprk/war_ends.toml
//go:embed tutorial/log_papers.toml tutorial/ruritania.toml tutorial/timber.toml
var FS embed.FS
