using System.Globalization;
using System.Reflection;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.OpenApi;
using PupilSupport.Application.Common.Contract;

namespace PupilSupport.Api.OpenApi;

/// <summary>The limits that a validator states about the members of a body.</summary>
internal sealed class ValidatorLimits
{
    private readonly List<IValidationRule> _rules;

    public ValidatorLimits(IServiceProvider services, Type body)
    {
        var request = body.GetCustomAttribute<RulesOfAttribute>()?.Request ?? body;
        var validators = services.GetServices(typeof(IValidator<>).MakeGenericType(request)).OfType<IValidator>();
        _rules = [.. validators.SelectMany(v => v.CreateDescriptor().Rules)];
    }

    public void Apply(OpenApiSchema schema, string member)
    {
        foreach (var rule in _rules.Where(r => r.PropertyName == member && !r.HasCondition && !r.HasAsyncCondition))
        {
            // A rule for each item speaks of the items.
            var isForEach = rule.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));
            if ((isForEach ? schema.Items : schema) is not OpenApiSchema target)
            {
                continue;
            }

            foreach (var component in rule.Components.Where(c => !c.HasCondition && !c.HasAsyncCondition))
            {
                Limit(target, component.Validator);
            }
        }
    }

    private static void Limit(OpenApiSchema schema, IPropertyValidator validator)
    {
        switch (validator)
        {
            case ILengthValidator length:
                schema.MaxLength = length.Max > 0 ? length.Max : schema.MaxLength;
                schema.MinLength = length.Min > 0 ? length.Min : schema.MinLength;
                break;
            case INotEmptyValidator when schema.Type?.HasFlag(JsonSchemaType.String) == true && schema.Format is null:
                schema.MinLength ??= 1;
                break;
            case INotEmptyValidator when schema.Type?.HasFlag(JsonSchemaType.Array) == true:
                schema.MinItems ??= 1;
                break;
            case IRegularExpressionValidator pattern:
                schema.Pattern = pattern.Expression;
                break;
            case IBetweenValidator between when IsNumber(schema):
                (schema.Minimum, schema.Maximum) = (Invariant(between.From), Invariant(between.To));
                break;
            case IComparisonValidator { ValueToCompare: { } bound } comparison when IsNumber(schema):
                Compare(schema, comparison.Comparison, Invariant(bound));
                break;
            case { Name: "MaxItemsValidator" }:
                schema.MaxItems = validator.GetType().GetProperty("Max")?.GetValue(validator) as int? ?? schema.MaxItems;
                break;
        }
    }

    // A bound of a date has no place in JSON Schema.
    private static bool IsNumber(OpenApiSchema schema) =>
        schema.Type is { } type && (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0;

    private static void Compare(OpenApiSchema schema, Comparison comparison, string? bound)
    {
        switch (comparison)
        {
            case Comparison.GreaterThanOrEqual:
                schema.Minimum = bound;
                break;
            case Comparison.GreaterThan:
                schema.ExclusiveMinimum = bound;
                break;
            case Comparison.LessThanOrEqual:
                schema.Maximum = bound;
                break;
            case Comparison.LessThan:
                schema.ExclusiveMaximum = bound;
                break;
        }
    }

    private static string? Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
