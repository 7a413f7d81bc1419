"""The chart of the benchmark, for the documentation."""

import altair
import vl_convert


def draw(rows: list[tuple[str, dict[str, float]]], ours: str) -> str:
    """Draw bars of times.

    Args:
        rows: The title of each chart, and its microseconds by library.
        ours: The library whose bars stand out, whatever stands after a comma in their names.

    Returns:
        The charts, one below the other, as SVG.
    """
    charts = altair.vconcat(*(bars(title, values, ours) for title, values in rows))
    # Grey letters and no background are read on white and on black.
    styled = charts.configure(background="transparent").configure_view(stroke=None)
    styled = styled.configure_axis(labelColor="#808080", titleColor="#808080")
    svg: str = vl_convert.vegalite_to_svg(styled.configure_title(color="#808080").to_dict())
    return svg


def bars(title: str, values: dict[str, float], ours: str) -> altair.LayerChart:
    """Draw the bars of one row, the shortest first."""
    data = [
        {"library": name, "us": value, "label": f"{value:,.0f}", "ours": name.split(",")[0] == ours}
        for name, value in values.items()
    ]
    base = altair.Chart(altair.Data(values=data), title=f"{title}: microseconds a file").encode(
        y=altair.Y("library:N", sort=altair.EncodingSortField("us"), title=None),
        x=altair.X(
            "us:Q",
            scale=altair.Scale(type="log", domainMin=1),
            axis=altair.Axis(grid=False),
            title="log scale",
        ),
    )
    colour = altair.condition("datum.ours", altair.value("#d9480f"), altair.value("#74a0c4"))
    marks = base.mark_bar().encode(x2=altair.datum(1), color=colour)
    labels = base.mark_text(align="left", dx=4, color="#808080").encode(text="label:N")
    return (marks + labels).properties(width=520)
