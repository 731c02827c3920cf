using FluentValidation;
using FluentValidation.Validators;

namespace PupilSupport.Application.Common.Contract;

/// <summary>A rule on a list's size; the contract's schema reads it.</summary>
public interface IMaxItems
{
    int Max { get; }
}

/// <summary>FluentValidation has no rule for the size of a list.</summary>
public sealed class MaxItemsValidator<T, TItem>(int max) : PropertyValidator<T, IReadOnlyList<TItem>>, IMaxItems
{
    public int Max { get; } = max;

    public override string Name => "MaxItemsValidator";

    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem> value) => value is null || value.Count <= Max;

    protected override string GetDefaultMessageTemplate(string errorCode) => $"must have at most {Max} items";
}

public static class MaxItemsRule
{
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> MaxItems<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>> rule, int max) =>
        rule.SetValidator(new MaxItemsValidator<T, TItem>(max));
}
