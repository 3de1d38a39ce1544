package com.augmentalis.netavanue.bench;

import com.augmentalis.netavanue.bench.report.Bars;
import com.augmentalis.netavanue.bench.report.MarkdownTable;
import com.augmentalis.netavanue.bench.report.Result;
import com.augmentalis.netavanue.bench.report.Summary;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns results into a markdown page. */
@Command(name = "report", description = "Compare the results of several servers and rounds.")
final class ReportCommand implements Callable<Integer> {
  private static final int BAR_MISSED = 3;

  @Option(names = "--in", required = true, description = "File of results.")
  private Path in;

  @Option(names = "--out", required = true, description = "Markdown file to write.")
  private Path out;

  @Option(names = "--note", description = "Line about the run and the machine; may be repeated.")
  private List<String> notes = List.of();

  @Option(names = "--assert-bars", description = "Fail when a bar is missed.")
  private boolean assertBars;

  private final PrintStream log;

  ReportCommand(PrintStream log) {
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    Summary summary = new Summary(Result.readAll(in));
    Bars bars = new Bars(summary);
    StringBuilder page = new StringBuilder();
    notes.forEach(note -> page.append("- ").append(note).append('\n'));
    page.append('\n').append(new MarkdownTable(summary).render());
    if (!bars.all().isEmpty()) {
      page.append('\n').append(bars.render());
    }
    Files.writeString(out, page);
    log.print(page);
    if (!summary.failed().isEmpty()) {
      return 1;
    }
    return assertBars && !bars.all().stream().allMatch(Bars.Bar::isMet) ? BAR_MISSED : 0;
  }
}
