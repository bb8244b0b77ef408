# Meridian. Every target does its own set-up: see deploy/local/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help build demo test format replay bench-slurm-run bench-cli-start bench-console bench-telemetry history screenshots clean bench-forecast bench-forecast-loop bench-coldstart bench-backtest bench-challengers bench-runtime bench-anomaly bench-openb bench-planner bench-slurm bench-strategies bench-queue forecast-plots

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the jars, without tests
	@deploy/local/build

demo: ## one control plane, three regions, sample jobs (DEMO_EXIT=1 stops when they ended)
	@DEMO_EXIT='$(DEMO_EXIT)' DRIVERS='$(DRIVERS)' PORT='$(PORT)' AGENT_PORT='$(AGENT_PORT)' deploy/local/demo

.PHONY: replicas
replicas: ## several control planes on one database, and three regions: [REPLICAS=3]
	@REPLICAS='$(REPLICAS)' DRIVERS='$(DRIVERS)' deploy/local/replicas

.PHONY: bench-takeover
bench-takeover: ## how soon another control plane leads when the leader is killed or stopped: [TIMES=20]
	@TIMES='$(TIMES)' deploy/local/bench-takeover

test: ## every test
	@deploy/local/test

format: ## the source in its one format
	@deploy/local/format

replay: ## a recorded trace on local agents: TRACE=file.csv [JOBS=500] [SPEED=1000]
	@TRACE='$(TRACE)' JOBS='$(JOBS)' SPEED='$(SPEED)' DRIVERS='$(DRIVERS)' deploy/local/replay

history: ## weeks of real demand, as if the fleet had recorded them: [MERIDIAN_URL=…] [MERIDIAN_DATA=../shared/data]
	@HISTORY_EXIT='$(HISTORY_EXIT)' deploy/local/history

bench-slurm-run: ## 1,000 jobs by us and by Debian's Slurm, in turns: [JOBS=1000] [RUNS=3]
	@JOBS='$(JOBS)' RUNS='$(RUNS)' PLACES='$(PLACES)' SLURM_PLACES='$(SLURM_PLACES)' deploy/local/bench-slurm-run

bench-cli-start: ## how long the command takes to start, beside a bare JVM and Python: [RUNS=20]
	@RUNS='$(RUNS)' deploy/local/bench-cli-start

bench-console: ## every page of the console on 10,000 nodes and 1,100,000 jobs: [RUNS=20] [SEED=new] [PAGES='/jobs?q=x']
	@RUNS='$(RUNS)' SEED='$(SEED)' PAGES='$(PAGES)' deploy/local/bench-console

bench-telemetry: ## 10,000 nodes that send samples every 10 s: cores, disk and time of a query: [NODES=10000] [SECONDS=60]
	@NODES='$(NODES)' SECONDS_OF_RUN='$(SECONDS)' deploy/local/bench-telemetry

bench-forecast: ## forecasts of recorded demand beside naive ones, and a tick of many series: [SERIES=10000]
	@SERIES='$(SERIES)' deploy/local/bench-prediction demand

bench-coldstart: ## forecasts of recorded series that nobody has seen, from 6 hours to a week of them
	@deploy/local/bench-prediction coldstart

bench-backtest: ## a wide backtest on made-up series in the shape of the M4 competition's: [SERIES=414] [SEED=1]
	@SERIES='$(SERIES)' SEED='$(SEED)' deploy/local/bench-backtest

bench-challengers: ## learners side by side on recorded demand, or what else was considered: [TRIAL=learners] [CSV=file]
	@TRIAL='$(TRIAL)' CSV='$(CSV)' deploy/local/bench-prediction challengers

bench-forecast-loop: ## a quarter of an hour of forecasts, with all that is read and written: [SERIES=10000]
	@SERIES='$(SERIES)' deploy/local/bench-forecast-loop

bench-runtime: ## run times of a recorded trace foretold, beside trivial rows: [TRACE=file.csv]
	@TRACE='$(TRACE)' deploy/local/bench-prediction runtimes

bench-anomaly: ## labelled anomalies found, beside trivial rows: [FOLDER=folder] [ALSO=autoencoders]
	@FOLDER='$(FOLDER)' ALSO='$(ALSO)' deploy/local/bench-prediction anomalies

bench-openb: ## a recorded fleet filled with recorded pods: [LISTS=default,cpu050] [SEEDS=42..46] [MODE=single|window|migrate] [FLEET=file] [NODES=10000]
	@LISTS='$(LISTS)' SEEDS='$(SEEDS)' MODE='$(MODE)' FLEET='$(FLEET)' NODES='$(NODES)' WINDOW='$(WINDOW)' MOVES='$(MOVES)' MILLIS='$(MILLIS)' deploy/local/bench-openb

bench-strategies: ## the solver's strategies on the same windows of recorded arrivals: [LIST=default] [SEEDS=42..44] [STRATEGIES=tabu,genetic] [WINDOW=512] [MOVES=10000 | MILLIS=30]
	@LIST='$(LIST)' SEEDS='$(SEEDS)' STRATEGIES='$(STRATEGIES)' WINDOW='$(WINDOW)' MOVES='$(MOVES)' MILLIS='$(MILLIS)' deploy/local/bench-strategies

bench-queue: ## plans of a queue under pressure: churn, verdicts, gangs, preemption, reclaim: [NODES=10000] [RUNS=5]
	@NODES='$(NODES)' RUNS='$(RUNS)' deploy/local/bench-queue

bench-planner: ## decisions by us, a best-fit loop and Netflix's Fenzo in one JVM: [NODES='1000 10000'] [ROUNDS=3]; REGIONS=1,2,4,8: micro-batches by regions
	@NODES='$(NODES)' ROUNDS='$(ROUNDS)' REGIONS='$(REGIONS)' WINDOWS='$(WINDOWS)' MILLIS='$(MILLIS)' FULL='$(FULL)' deploy/local/bench-planner

.PHONY: bench-outcome bench-pollux
bench-outcome: ## a recorded week on four regions by each policy: waits, cost, fairness: [LOADS=80,95,105] [POLICIES=fgd,meridian] [EVERY=5] [PART=1] [GB=10]
	@LOADS='$(LOADS)' POLICIES='$(POLICIES)' EVERY='$(EVERY)' PART='$(PART)' GB='$(GB)' deploy/local/bench-outcome

bench-pollux: ## how soon jobs of fixed size complete, beside published rows: [POLICIES=meridian] [CHECKPOINT=600]
	@POLICIES='$(POLICIES)' CHECKPOINT='$(CHECKPOINT)' deploy/local/bench-pollux

.PHONY: bench-standby
bench-standby: ## thousands of places that stand by: a round of their loop, finding 1,000, promoting 1,000: [NODES=10000] [JOBS=5000] [CHANGED=1000]
	@NODES='$(NODES)' JOBS='$(JOBS)' CHANGED='$(CHANGED)' deploy/local/bench-standby

.PHONY: bench-dispatch
bench-slurm: ## 8,000 jobs on fleets that only are in the books, decided by us and by Debian's Slurm: [JOBS=8000] [RUNS=5] [NODES='1000 5000']
	@JOBS='$(JOBS)' RUNS='$(RUNS)' NODES='$(NODES)' deploy/local/bench-slurm

bench-dispatch: ## from the decision to the start of the task, through PostgreSQL and an agent: [JOBS=1000] [NODES='1000 10000'] [RUNNING=100000]
	@JOBS='$(JOBS)' NODES='$(NODES)' RUNNING='$(RUNNING)' deploy/local/bench-dispatch

.PHONY: swarm
swarm: ## simulated agents on one control plane: answers, cores, memory, nodes falsely lost: [AGENTS=100] [SECONDS=60] [SCRIPT=file.yaml]
	@AGENTS='$(AGENTS)' SECONDS_OF_RUN='$(SECONDS)' SCRIPT='$(SCRIPT)' PLANE_JVM='$(PLANE_JVM)' deploy/local/swarm

.PHONY: chaos
chaos: ## the fault matrix on real processes: [ROWS=4,5] [TIMES=100] [SECONDS=1800] [AGENTS=10000] [SEED=1] [HOSTS=4]
	@ROWS='$(ROWS)' TIMES='$(TIMES)' SECONDS_OF_RUN='$(SECONDS)' AGENTS='$(AGENTS)' SEED='$(SEED)' HOSTS='$(HOSTS)' deploy/local/chaos

forecast-plots: ## the pictures of docs/explanation, from recorded data: [MERIDIAN_DATA=../shared/data]
	@deploy/local/bench-prediction plots

screenshots: ## the pictures of docs/tutorial/console.md
	@deploy/local/screenshots

clean: ## everything that was built
	@rm -rf target agent-protocol/target control-plane/target region-agent/target cli/target swarm/target verification/target
